import type { PostTag } from '../../domain/post/post.ts';
import type { PostSource } from '../../domain/models/ranking-model.ts';
import type { EarlierPost } from '../../network/layers/history.ts';
import type { Judgement } from '../../network/judgement.ts';
import type { NetworkOutput } from '../../network/network.ts';
import type { Companions } from './companions.ts';
import type { EncodedDraft } from '../reading/encodings.ts';
import type { NetworkRunner } from '../models/engine-parts.ts';
import type { HeadShifts } from '../personal/personal-head.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { readCaption } from './caption-reading.ts';
import { findCandidates } from './evidence.ts';
import type { Findings } from './evidence.ts';
import type { Hearing } from './hearing.ts';
import type { Lexicon } from './lexicon.ts';
import { NO_OWN_POSTS } from './own-posts.ts';
import type { OwnAnswer, OwnPosts } from './own-posts.ts';
import { pooledCaption, pooledPhoto } from './pooled.ts';
import type { Listed } from './list-names.ts';
import { TermsOf } from './terms.ts';
import type { WordTables } from './word-tables.ts';

/** What a post is like, for finding own posts like it; null without a photo, without a caption. */
export interface Pooled {
  readonly photo: Float32Array | null;
  readonly caption: Float32Array | null;
}

export function pooledOf({ photo, caption }: Pick<EncodedDraft, 'photo' | 'caption'>): Pooled {
  return {
    photo: photo === null ? null : pooledPhoto(photo),
    caption: caption === null ? null : pooledCaption(caption.encoding),
  };
}

/** The network's words on a post without the person. @param gate mean of the gate that the person asked for; null = the model's own */
export function runAlone(
  network: Pick<NetworkRunner, 'run'>,
  { photo, caption }: Pick<EncodedDraft, 'photo' | 'caption'>,
  gate: number | null,
): Promise<NetworkOutput> {
  const regions = photo === null ? null : { rows: photo.rows * photo.columns, width: photo.width, data: photo.data };
  return network.run({ photo: regions, caption: caption?.encoding ?? null, history: [] }, { gate });
}

export interface ConsiderTools {
  readonly network: Pick<NetworkRunner, 'represent'>;
  readonly vocabulary: VocabularyIndex;
  readonly lexicon: Lexicon;
  readonly tables: WordTables | null;
  /** Hears what captions in other languages name. */
  readonly hearing: Hearing;
  /** `naming.rates` of the model. */
  readonly rates: readonly number[];
  readonly companions: Companions;
}

export interface ConsiderQuestion {
  /** The network without the person. */
  readonly alone: Pick<Judgement, 'logits' | 'q' | 'user'> & Partial<Pick<NetworkOutput, 'contributions'>>;
  /** p, d numbers. */
  readonly vector: Float32Array;
  readonly pooled: Pooled;
  readonly caption: string;
  /** The paper's history, oldest first. */
  readonly earlier: readonly EarlierPost[];
  /** Null = own tags do not count. */
  readonly own: OwnPosts | null;
  /** What the personal head says to the post's vector p and the person's u. */
  readonly head: (vector: Float32Array, user: Float32Array) => HeadShifts;
  /** What all of the person's counts, 0…1. */
  readonly strength: number;
  readonly always: readonly PostTag[];
  /** Of the person's own list, those close to the caption. */
  readonly listed?: readonly Listed[];
}

/** A post with everything that its candidates are weighed by. */
export interface Considered {
  readonly source: PostSource;
  readonly own: OwnAnswer;
  readonly findings: Findings;
  readonly terms: TermsOf;
}

/** Asks the own posts, and finds what may be suggested. */
export async function consider(tools: ConsiderTools, question: ConsiderQuestion): Promise<Considered> {
  const { alone, vector, pooled, caption, earlier, strength, always, listed = [] } = question;
  const represented =
    strength > 0 && earlier.length > 0
      ? await tools.network.represent(vector, earlier, alone.contributions ?? null)
      : null;
  const own = question.own?.ask({ ...pooled, strength }) ?? NO_OWN_POSTS;
  const shifts = question.head(vector, represented?.user ?? alone.user);
  const reading = readCaption(caption);
  const heard = await tools.hearing(reading);
  const findings = findCandidates({ reading, output: alone, own, shifts, always, listed }, { ...tools, heard });
  const withHistory = represented === null ? null : mixed(alone.logits, represented.logits, strength);
  return {
    source: pooled.photo === null ? 'caption' : pooled.caption === null ? 'photo' : 'both',
    ...{ own, findings },
    terms: new TermsOf({ ...tools, findings, output: alone, withHistory, own }),
  };
}

function mixed(without: Float32Array, withAll: Float32Array, strength: number): Float32Array {
  return strength === 1 ? withAll : without.map((value, h) => value + strength * ((withAll[h] ?? 0) - value));
}
