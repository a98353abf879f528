import { modelRef } from '../../domain/models/model-files.ts';
import { OWN_NETWORK } from '../../domain/models/own-networks.ts';
import type { NetworkConfig, NetworkManifest, Vocabulary } from '../../domain/models/network-manifest.ts';
import { sha256 } from '../../encoders/download/sha256.ts';
import type { TagHeadNetwork } from '../../network/tag-head.ts';

/** A network that somebody trained in the Lab, as files: everything that `New post` needs of it beside the encoders. */
export interface NamedNetwork {
  readonly manifest: NetworkManifest;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** How a named network came to be: what its card tells. */
export interface Making {
  /** As the person calls it. */
  readonly name: string;
  /** `id@revision` of the network whose body it has. */
  readonly base: string;
  readonly posts: Readonly<Record<'train' | 'validation' | 'test', number>>;
  readonly seed: number;
  readonly epochs: number;
  readonly best: number;
  readonly k: number;
  /** F1@K on the test part, by the base and by this network, with the interval of the difference. */
  readonly before: number;
  readonly after: number;
  readonly difference: { readonly f1: number; readonly low: number; readonly high: number } | null;
  /** Its own fusion of t and v; null: that of its body. */
  readonly fusion: NetworkConfig['fusion'] | null;
  /** ISO date. */
  readonly day: string;
}

const CARD = 'card.md';
const VOCABULARY = 'vocabulary.json';

/** Puts a network together; its revision is what its files are, so that the same training gives the same one. */
export async function nameNetwork(
  base: NetworkManifest,
  { config, weights }: TagHeadNetwork,
  tags: Vocabulary['tags'],
  making: Making,
): Promise<NamedNetwork> {
  const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
  const files = new Map<string, Uint8Array<ArrayBuffer>>([
    [config.weights.file, weights],
    [VOCABULARY, text(JSON.stringify({ schema: 1, tags }))],
    [CARD, text(cardOf(making, tags.length))],
  ]);
  const listed = await Promise.all(
    [...files].map(async ([path, bytes]) => ({ path, bytes: bytes.length, sha256: await sha256(bytes) })),
  );
  const revision = (await sha256(text(listed.map((file) => file.sha256).join('\n')))).slice(0, 12);
  const manifest: NetworkManifest = {
    ...{ schema: 1, kind: 'network', id: idOf(making.name), revision, name: making.name },
    description: `Trained in the Lab on ${String(making.posts.train)} posts of one's own; body of ${making.base}.`,
    licence: `${base.licence} (body of ${making.base}); the hashtags and what was learnt of them are their writer’s`,
    source: [making.base],
    files: listed,
    network: { ...config, ...originOf(base, making.fusion) },
  };
  return { manifest, files };
}

/** Whose vectors are its own: with the body's fusion they are the body's, and with another or another gate nobody else's. */
function originOf(
  base: NetworkManifest,
  fusion: NetworkConfig['fusion'] | null,
): Pick<NetworkConfig, 'body' | 'trunk'> {
  const same = fusion === null || (fusion === base.network.fusion && fusion !== 'weighted');
  return same ? { body: modelRef(base) } : { trunk: modelRef(base) };
}

/** `own-` and what of the name an id may hold. */
function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return `${OWN_NETWORK}${plain === '' ? 'network' : plain.slice(0, 60)}`;
}

function whatOf(fusion: Making['fusion']): string {
  if (fusion === null) return 'A tag head';
  return fusion === 'weighted' ? 'A gate and a tag head' : `A tag head over the fusion “${fusion}”`;
}

function cardOf(
  { name, base, posts, seed, epochs, best, k, before, after, difference, fusion, day }: Making,
  tags: number,
): string {
  const three = (value: number): string => value.toFixed(3);
  return `# ${name}

${whatOf(fusion)} trained in a browser by Tagweave's Lab (${day}). Body (projections, attentions, ${fusion === null ? 'gate, ' : ''}history): ${base}, unchanged.

- Learnt: ${tags} hashtags from ${posts.train} posts; watched on ${posts.validation}, judged on ${posts.test}, which training did not see.
- Adam, seed ${seed}, ${epochs} epochs, weights of epoch ${best} (best F1@${k} on the watched posts).
- F1@${k} on the judged posts, all their hashtags counted: ${three(before)} before, ${three(after)} after${
    difference === null
      ? ''
      : `; difference ${three(difference.f1)}, 95 % interval ${three(difference.low)} … ${three(difference.high)} (paired bootstrap over posts)`
  }.

It knows the hashtags of these posts and no others, and says nothing reliable about other people's. Its vocabulary lists hashtags of the posts:
who gets this file can read them. No photo and no caption is in it.
`;
}
