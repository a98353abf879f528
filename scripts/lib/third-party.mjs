import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** Names of packages that code of ours imports: what ends up at the person's, whichever list of package.json it stands in. */
function imported() {
  const names = new Set();
  for (const entry of readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })) {
    if (!/\.tsx?$/u.test(entry.name) || /test/u.test(entry.name) || /testing/u.test(entry.parentPath)) continue;
    // Types are gone when it is built.
    const code = readFileSync(join(entry.parentPath, entry.name), 'utf8').replaceAll(/^import type [^;]*;/gmu, '');
    for (const [, name] of code.matchAll(/(?:from|import\()\s*'((?:@[\w.-]+\/)?\w[\w.-]*)(?:[/?][^']*)?'/gu))
      names.add(name);
  }
  return [...names];
}

/** Packages of the lock file that reach a person, with everything that they need themselves. */
export function shippedPackages() {
  const { packages } = json('package-lock.json');
  const found = new Map();
  const visit = (name) => {
    const entry = packages[`node_modules/${name}`];
    if (entry === undefined || found.has(name)) return;
    found.set(name, { name, version: entry.version, licence: entry.license ?? 'not said in the lock file' });
    for (const other of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) visit(other);
  };
  for (const name of imported()) visit(name);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The models that are shipped, with the licences that their manifests name. */
export function shippedModels() {
  return json('public/models/catalogue.json').models.map(({ id, folder }) => {
    const { revision, license, licence } = json(`public/models/${folder}/manifest.json`);
    return { name: id, version: revision, licence: license ?? licence };
  });
}

/** The text of THIRD_PARTY.md. */
export function thirdParty() {
  const rows = (items) =>
    items.map(
      ({ name, version, licence }) =>
        `| ${name} | ${version} | ${typeof licence === 'string' ? licence : JSON.stringify(licence)} |`,
    );
  return [
    '# What is not ours',
    '',
    'Written by `node scripts/third-party.mjs` from `package-lock.json` and the models’ manifests; a test compares. Why each package is',
    'there: [dependencies](docs/dependencies.md). All packages, those that build and check included, as CycloneDX: `npm run --silent sbom`.',
    '',
    '## Packages that our code imports, and theirs',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...rows(shippedPackages()),
    '',
    '## Weights',
    '',
    '| model | revision | licence |',
    '|---|---|---|',
    ...rows(shippedModels()),
    '',
  ].join('\n');
}
