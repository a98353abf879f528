import type { TagKind } from '../../domain/models/network-manifest.ts';
import type { RankingModel } from '../../domain/models/ranking-model.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { isSaid } from './evidence.ts';
import type { Candidate } from './evidence.ts';
import type { OwnEvidence } from './own-posts.ts';

/** Kinds that a photo which looks like it is no evidence of: nobody's camera, home or idol is guessed, and filler says nothing of a post. */
const NEEDS_EVIDENCE: ReadonlySet<TagKind> = new Set(['place', 'name', 'gear', 'filler']);

/** Of a model, what gates are measured by. */
type Rules = Pick<RankingModel, 'near' | 'floor'>;

/**
 * Whether there is evidence of the kind that a tag needs. Places, names, gear and what is personal stand only where the caption says
 * so or the person has used them.
 */
export function hasEvidence(candidate: Candidate, vocabulary: VocabularyIndex): boolean {
  const { index, own } = candidate;
  if (isSaid(candidate) || own !== null) return true;
  if (index === null) return false;
  return !NEEDS_EVIDENCE.has(vocabulary.kinds[index] ?? 'topic') && vocabulary.personal[index] !== true;
}

/**
 * Whether a short caption has it as a name of several words that stands in no sentence's first place: "the Pacific Crest Trail". A long one has
 * too many of them.
 * @param words of the caption
 */
export function isLongName({ name }: Candidate, words: number, { naming }: Pick<RankingModel, 'naming'>): boolean {
  return name?.sure === true && name.words > 1 && words <= naming.words;
}

/** Whether all that a caption says of a tag is that it is not there, and the person has not used it either. */
export function isOnlyDenied({ naming, place, name, thing, own }: Candidate): boolean {
  return naming?.denied === true && place === null && name === null && thing === null && own === null;
}

/**
 * Whether a tag belongs to this post: one of one's own that the caption does not name, and that the network would not suggest to a stranger, is
 * shown only where near posts or most posts carry it.
 * @param cold calibrated probability without the person
 * @param ownPosts n, the person's posts with tags
 */
export function belongsHere(
  candidate: Candidate,
  cold: number,
  ownPosts: number,
  { near, floor }: Rules,
  vocabulary: VocabularyIndex,
): boolean {
  const { index, own } = candidate;
  if (own === null || isSaid(candidate) || isOwnEvidence(own, ownPosts, near)) return true;
  return index !== null && cold >= floor && hasEvidence({ ...candidate, own: null }, vocabulary);
}

/**
 * Whether a word of another language (`language` of the vocabulary: #fromage, #wochenende) stands below a caption of that language, is named by
 * it, or is the person's own. A photo speaks none.
 * @param language of the caption, BCP 47; null where it does not say
 */
export function isUnderstood(candidate: Candidate, language: string | null, vocabulary: VocabularyIndex): boolean {
  const { index, own } = candidate;
  const of = index === null ? null : (vocabulary.languages[index] ?? null);
  return of === null || of === language || own !== null || isSaid(candidate);
}

/**
 * Whether own posts speak for a tag on this very post: one that carries it is near, or the person puts it on nearly everything. The share
 * of near posts alone would not do: of four posts about other things each has a quarter of a say, and #kyiv stood below an astronaut.
 */
function isOwnEvidence(
  { nearPhoto, nearCaption, nearest, uses }: OwnEvidence,
  ownPosts: number,
  { least, alone, habit }: RankingModel['near'],
): boolean {
  if (Math.max(nearPhoto, nearCaption) >= least && nearest >= alone) return true;
  return uses > 1 && uses >= habit * ownPosts;
}

/**
 * Whether the caption names a hashtag of the vocabulary so that it has a place for certain: in a short caption, and not by a word that is
 * said far oftener than meant ("day", "today").
 * @param words of the caption
 */
export function isNamed(
  { index, naming }: Candidate,
  words: number,
  { naming: rules }: RankingModel,
  vocabulary: VocabularyIndex,
): boolean {
  if (index === null || naming === null || naming.inside || vocabulary.kinds[index] === 'filler') return false;
  return words <= rules.words && (rules.rates[index] ?? 0) >= rules.least;
}
