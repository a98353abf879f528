import { RANKING_TERMS } from '../../domain/models/ranking-model.ts';
import type { RankingModel } from '../../domain/models/ranking-model.ts';
import { wordsOfTag } from '../../domain/tags/tag-words.ts';
import type { Models } from '../../recommender/models/engine-parts.ts';
import { readCaption } from '../../recommender/suggest/caption-reading.ts';
import { Lexicon } from '../../recommender/suggest/lexicon.ts';
import { runsOf } from '../../recommender/suggest/namings.ts';
import type { Near } from '../../recommender/suggest/own-posts.ts';
import { pooledCaption, pooledPhoto } from '../../recommender/suggest/pooled.ts';
import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import type { PostEncoder } from './post-encoder.ts';
import type { FolderPost } from './post-folder.ts';
import { fractionOf } from './post-folder.ts';

/**
 * How likeness of posts is measured, and how soon a history is believed [D: docs/decisions/0014-ranking.md; 𝜏 and reference by a grid over 2,854 posts
 * of people, `believed` by one over their validation persons].
 */
const NEAR = {
  believed: 0.5,
  neighbours: 20,
  temperature: { photo: 0.1, caption: 0.1 },
  reference: { photo: 0.35, caption: 0.25 },
} as const;
/** Posts that the middle of all vectors is taken from. */
const CENTRE_POSTS = 1500;
/** Half-believed is what so many captions say of a word. */
const RATE_SHRINKAGE = 20;
/** Inflected forms met less often are not asked about. */
const LEAST_FORM = 3;

/** The first line of a candidates file: what the terms are, and what training posts teach that is no weight. */
export interface FitHeader {
  readonly terms: readonly string[];
  /** `id@revision`. */
  readonly network: string;
  readonly near: Near;
  readonly naming: {
    readonly rates: readonly number[];
    /** By class: captions that say it word for word, and how many of these posts carry it. */
    readonly said: readonly (readonly [number, number])[];
    /** Inflected forms: form, class, captions with it, of these posts with the tag, cosine of form and name. */
    readonly forms: readonly (readonly [string, number, number, number, number])[];
  };
  /** Meanings of the vocabulary's names, H × D_t, little-endian float32 in base64. */
  readonly names: { readonly width: number; readonly f32: string };
}

export interface HeaderTools {
  readonly models: Pick<Models, 'networkRef'>;
  readonly vocabulary: VocabularyIndex;
  readonly encoder: Pick<PostEncoder, 'encode' | 'caption'>;
  /** Training posts of sets with real hashtags and captions. */
  readonly taught: readonly FolderPost[];
  readonly progress: (line: string) => void;
}

export async function fitHeader(tools: HeaderTools): Promise<FitHeader> {
  const { models, progress } = tools;
  progress('middle of all vectors');
  // Where each language lies is measured afterwards, from sentences (training/ranking/languages.py).
  const near = { ...NEAR, centre: await centreOf(tools), languages: { least: 1, offsets: {} } };
  progress('names of the vocabulary');
  const names = await namesOf(tools);
  progress('what captions name');
  const { said, forms } = countsOf(tools);
  return {
    terms: RANKING_TERMS,
    network: models.networkRef,
    near,
    naming: { rates: ratesOf(said), said, forms: await comparedForms(forms, names, tools) },
    names: { width: names[0]?.length ?? 0, f32: base64Of(names) },
  };
}

/** Means of the encoders' vectors over some training posts. */
async function centreOf({ taught, encoder }: HeaderTools): Promise<RankingModel['near']['centre']> {
  const pick = (posts: readonly FolderPost[]): readonly FolderPost[] =>
    [...posts].sort((a, b) => (fractionOf(a.id) < fractionOf(b.id) ? -1 : 1)).slice(0, CENTRE_POSTS);
  const mean = async (posts: readonly FolderPost[], of: (post: FolderPost) => Promise<Float32Array | null>) => {
    const vectors: Float32Array[] = [];
    for (const post of posts) vectors.push(...[await of(post)].filter((vector) => vector !== null));
    const first = vectors[0] ?? new Float32Array();
    return Array.from(first, (_, i) => round(vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / vectors.length, 4)); // prettier-ignore
  };
  return {
    photo: await mean(pick(taught.filter(({ image }) => image !== null)), async ({ image }) => {
      const { photo } = await encoder.encode({ image, caption: '' });
      return photo === null ? null : pooledPhoto(photo);
    }),
    caption: await mean(pick(taught.filter(({ caption }) => caption.trim() !== '')), async ({ caption }) =>
      pooledCaption(await encoder.caption(caption)),
    ),
  };
}

/** The meaning of every name, at length 1. */
async function namesOf({ vocabulary, encoder }: HeaderTools): Promise<Float32Array[]> {
  const names: Float32Array[] = [];
  for (const { label } of vocabulary.tags) names.push(await meaningOf(wordsOfTag(label), encoder));
  return names;
}

async function meaningOf(text: string, encoder: HeaderTools['encoder']): Promise<Float32Array> {
  const encoding = await encoder.caption(text);
  const vector = pooledCaption(encoding) ?? new Float32Array(encoding.width);
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

type Form = [form: string, index: number, captions: number, used: number];

/** How often captions of training posts say a hashtag, word for word or inflected, and how often the post then carries it. */
function countsOf({ vocabulary, taught }: HeaderTools): { readonly said: [number, number][]; readonly forms: Form[] } {
  const lexicon = new Lexicon(vocabulary.spellings);
  const said = vocabulary.tags.map((): [number, number] => [0, 0]);
  const forms = new Map<string, Form>();
  for (const { caption, tags } of taught) {
    const own = new Set(vocabulary.indicesOf(tags.map((key) => ({ key, label: key }))));
    const here = new Map<string, Form>();
    const exact = new Set<number>();
    for (const [, run] of runsOf(readCaption(caption).words)) {
      const text = run
        .map((word) => word.text)
        .join('')
        .toLowerCase();
      const found = lexicon.find(run.map((word) => word.text).join(' '));
      if (found === null) continue;
      if (found.way !== 'inflected') exact.add(found.entry);
      else here.set(`${text}>${found.entry}`, [text, found.entry, 1, Number(own.has(found.entry))]);
    }
    for (const index of exact) {
      const counts = said[index];
      if (counts === undefined) continue;
      counts[0] += 1;
      counts[1] += Number(own.has(index));
    }
    for (const [key, [form, index, , used]] of here) {
      const known = forms.get(key);
      forms.set(key, [form, index, (known?.[2] ?? 0) + 1, (known?.[3] ?? 0) + used]);
    }
  }
  return { said, forms: [...forms.values()].filter(([, , captions]) => captions >= LEAST_FORM) };
}

/** Log-odds that who says a word uses it as a hashtag, shrunk towards what all have in common, less that. */
function ratesOf(said: readonly (readonly [number, number])[]): number[] {
  const [captions, used] = said.reduce(([n, k], [more, hits]) => [n + more, k + hits], [1, 0]);
  const base = Math.max(used, 1) / captions;
  return said.map(([n, k]) => round(logOdds((k + RATE_SHRINKAGE * base) / (n + RATE_SHRINKAGE)) - logOdds(base), 2));
}

async function comparedForms(
  forms: readonly Form[],
  names: readonly Float32Array[],
  { encoder }: HeaderTools,
): Promise<FitHeader['naming']['forms']> {
  const compared: [string, number, number, number, number][] = [];
  for (const [form, index, captions, used] of forms) {
    const [one, other] = [await meaningOf(form, encoder), names[index] ?? new Float32Array()];
    const cosine = one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
    compared.push([form, index, captions, used, round(cosine, 4)]);
  }
  return compared;
}

function logOdds(p: number): number {
  return Math.log(p / (1 - p));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function base64Of(rows: readonly Float32Array[]): string {
  return Buffer.concat(rows.map((row) => Buffer.from(row.buffer, row.byteOffset, row.byteLength))).toString('base64');
}
