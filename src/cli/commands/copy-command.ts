import { cp, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { catalogueSchema } from '../../domain/models/encoder-manifest.ts';
import type { Catalogue, CatalogueEntry } from '../../domain/models/encoder-manifest.ts';
import { networkManifestSchema } from '../../domain/models/network-manifest.ts';
import type { Command } from '../arguments/command.ts';
import { writeTwins } from '../deploy/brotli-twins.ts';
import { builtPage } from '../deploy/built-page.ts';
import { EXIT_OK } from '../terminal/output.ts';
import type { Output } from '../terminal/output.ts';

/**
 * `tagweave copy`: lays the element, the engine and the models of some networks into a site's folder, with a catalogue of just these.
 * @param page the built page with `widget/` and `models/`
 */
export async function runCopy(
  { folder, networks, models }: Extract<Command, { name: 'copy' }>,
  { print }: Output,
  page = builtPage(),
): Promise<number> {
  const source = models ?? join(page, 'models');
  const catalogue = await readJson(join(source, 'catalogue.json'), catalogueSchema);
  const chosen = await chosenNetworks(catalogue, networks, source);
  const entries = new Map<string, CatalogueEntry>();
  const made: Catalogue['default'][] = [];
  for (const network of chosen) {
    const { photo, caption } = (await readJson(join(source, network.folder, 'manifest.json'), networkManifestSchema))
      .network;
    const seats = [photo, caption].map(({ encoder }) => entryOf(catalogue, encoder.slice(0, encoder.lastIndexOf('@'))));
    for (const entry of [network, ...seats]) entries.set(entry.id, entry);
    made.push({ network: network.id, photo: seats[0]?.id, caption: seats[1]?.id });
  }
  const first = made.find(({ network }) => network === catalogue.default.network) ?? made[0] ?? {};
  await mkdir(join(folder, 'models'), { recursive: true });
  const told = async (path: string): Promise<void> => {
    print(`${megabytes(await sizeOf(join(folder, path))).padStart(8)}  ${path}`);
  };
  await cp(join(page, 'widget'), join(folder, 'widget'), { recursive: true });
  // The package comes without compressed twins: they would be a tenth of what everybody installs.
  await writeTwins(join(folder, 'widget'));
  await told('widget');
  for (const { folder: model } of entries.values()) {
    await cp(join(source, model), join(folder, 'models', model), { recursive: true });
    await writeTwins(join(folder, 'models', model));
    await told(`models/${model}`);
  }
  const kept = { schema: 1, default: first, models: [...entries.values()] };
  await writeFile(join(folder, 'models', 'catalogue.json'), `${JSON.stringify(kept, null, 2)}\n`);
  print(`Copied to ${folder}. In a page: <script type="module" src="…/widget/tagweave-widget.js"></script>`);
  return EXIT_OK;
}

/** Networks by their ids; null = the one that the catalogue names. */
async function chosenNetworks(
  catalogue: Catalogue,
  networks: readonly string[] | null,
  source: string,
): Promise<readonly CatalogueEntry[]> {
  const there = new Set(await readdir(source));
  const known = catalogue.models.filter(({ kind, folder }) => kind === 'network' && there.has(folder));
  const wanted = networks ?? [catalogue.default.network ?? ''];
  return wanted.map((id) => {
    const found = known.find((entry) => entry.id === id);
    if (found !== undefined) return found;
    const list = known.map((entry) => entry.id).join(', ');
    throw new TagweaveError('usage', `There is no network “${id}” in ${source}; there are: ${list}.`);
  });
}

function entryOf(catalogue: Catalogue, id: string): CatalogueEntry {
  const found = catalogue.models.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  throw new TagweaveError('model-missing', `The catalogue has no “${id}”, with which its network was trained.`);
}

async function readJson<Schema extends v.GenericSchema>(path: string, schema: Schema): Promise<v.InferOutput<Schema>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new TagweaveError('model-missing', `${path} cannot be read. Name a folder of models with --models.`, {
      cause,
    });
  }
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    throw new TagweaveError('model-invalid', `${path} is not what this version of Tagweave reads.`, { cause });
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name))));
  return sizes.reduce((total, one) => total + (one.isFile() ? one.size : 0), 0);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
