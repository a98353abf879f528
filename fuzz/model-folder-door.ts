import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TagweaveError } from '../src/domain/errors/errors.ts';
import type { Recommendation } from '../src/domain/recommendation.ts';
import { createEngine } from '../src/recommender/engine.ts';
import { nodeParts } from '../src/recommender/models/node-parts.ts';
import { writeModelFolder } from '../src/recommender/testing/model-folder.node.ts';
import type { Random } from './random.ts';
import type { Door } from './run-door.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Damage = (whole: Bytes, random: Random) => Bytes;

/** The file that is damaged, and whether whoever damaged it says so in the sums. */
interface Case {
  readonly path: string;
  readonly bytes: Bytes;
  readonly isVouchedFor: boolean;
}

/** Files of a folder of models by their paths. */
type Folder = ReadonlyMap<string, Bytes>;

interface Listed {
  readonly path: string;
}
interface Catalogue {
  readonly models: readonly { readonly folder: string }[];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const jsonOf = (bytes: Bytes | undefined): unknown => JSON.parse(new TextDecoder().decode(bytes));
const bytesOf = (json: unknown): Bytes => new TextEncoder().encode(JSON.stringify(json));

function readFolder(folder: string): Folder {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path, Uint8Array.from(readFileSync(join(folder, path)))]));
}

/** The folder with sums that fit its files, as whoever made them would give it away. */
function vouchedFor(files: Folder): Folder {
  const vouched = new Map(files);
  const catalogue = jsonOf(files.get('catalogue.json')) as Catalogue;
  const models = catalogue.models.map((model) => {
    const path = `${model.folder}/manifest.json`;
    const manifest = jsonOf(files.get(path)) as { readonly files: readonly Listed[] };
    const listed = manifest.files.map((file) => {
      const bytes = files.get(`${model.folder}/${file.path}`) ?? new Uint8Array();
      return { ...file, bytes: bytes.length, sha256: sha256(bytes) };
    });
    const written = bytesOf({ ...manifest, files: listed });
    vouched.set(path, written);
    return { ...model, manifestSha256: sha256(written) };
  });
  return vouched.set('catalogue.json', bytesOf({ ...catalogue, models }));
}

/** Whole files of models, their weights among them: damaged on the way, or by whoever made them, whose sums fit what is damaged. */
export function modelFolderDoor(damaged: Damage): Door {
  const made = writeModelFolder();
  const sound = readFolder(made);
  rmSync(made, { recursive: true, force: true });
  // Sums say what a model is; one that lists other sums is another model. Those of manifests have a door of their own.
  const ofModels = [...sound.keys()].filter((path) => path.includes('/') && !path.endsWith('manifest.json'));
  return {
    name: 'model file',
    share: 0.5,
    make: (random): Case => {
      const path = random.pick(ofModels);
      const bytes = damaged(sound.get(path) ?? new Uint8Array(), random);
      return { path, bytes, isVouchedFor: random.below(4) > 0 };
    },
    enter: async ({ path: changed, bytes: instead, isVouchedFor }: Case): Promise<Recommendation> => {
      const folder = new Map(sound).set(changed, instead);
      const files = isVouchedFor ? vouchedFor(folder) : folder;
      const base = mkdtempSync(join(tmpdir(), 'tagweave-fuzz-'));
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(base, path)), { recursive: true });
        writeFileSync(join(base, path), bytes);
      }
      // A cache of its own: nothing may be remembered of one model for another.
      const engine = createEngine(nodeParts({ base, cacheFolder: join(base, 'cache'), encoderThreads: 1 }));
      try {
        await engine.load();
        return await engine.recommend({ photo: null, caption: 'A dog in the snow' });
      } catch (error) {
        // Nothing else is broken: whoever is told of a device or a browser looks in the wrong place.
        if (error instanceof TagweaveError && error.code.startsWith('model-')) throw error;
        throw new Error('A sentence that does not name the model.', { cause: error });
      } finally {
        await engine.dispose();
        rmSync(base, { recursive: true, force: true });
      }
    },
    check: ({ tags }: Recommendation) => {
      for (const { label, probability, score } of tags)
        if (!Number.isFinite(probability) || !Number.isFinite(score)) throw new Error(`#${label} by no number.`);
    },
  };
}
