import { captionHashtags } from '../../domain/tags/caption-hashtags.ts';
import { throwIfAborted } from '../../encoders/download/abort.ts';
import { candidatesOf } from '../hybrid/candidates.ts';
import { earlierPosts, makerOf } from '../personal/earlier-posts.ts';
import { readWords, suggestionOf } from '../hybrid/explanation.ts';
import { namesIn } from '../reading/names-in.ts';
import { NO_OWN_TAGS } from '../personal/own-tags.ts';
import { rankTags } from '../hybrid/ranking.ts';
import { DEFAULT_COUNT } from './ranked-post.ts';
import type { EncodedPost, RankedPost } from './ranked-post.ts';
import { tactOf } from '../tact/tact.ts';
import { mayShow, tactfulCount } from '../tact/tactful.ts';
import type { Workshop } from '../workshop/workshop.ts';

/** The list of a network without a ranking model: the paper's hybrid A2 with own tags and the personal head (systems.md §5, 0007, 0008). */
export async function hybridList(
  { models, vocabulary, ownTags, head, tagNames }: Workshop,
  { encoded, learnt, options, gate }: EncodedPost,
): Promise<RankedPost> {
  const { signal, count = DEFAULT_COUNT, exclude = [], always = [], historyStrength = 1 } = options;
  const { length } = models.network.config.history;
  const earlier = earlierPosts(learnt.slice(Math.max(0, learnt.length - length)), makerOf(models), vocabulary);
  const networkStart = performance.now();
  const { photo, caption } = encoded;
  const output = await models.network.run(
    {
      photo: photo === null ? null : { rows: photo.rows * photo.columns, width: photo.width, data: photo.data },
      caption: caption?.encoding ?? null,
      history: earlier,
    },
    { gate, historyStrength },
  );
  const networkMs = performance.now() - networkStart;
  throwIfAborted(signal);
  const shifts = (await head.asked(learnt, options))(output.vector, output.user);
  const ofPerson = ownTags.of(learnt, makerOf(models));
  const own =
    options.ownTags === 'off'
      ? NO_OWN_TAGS
      : ofPerson.score({
          vector: output.vector,
          caption: caption?.text ?? '',
          fits: tagNames.fits(ofPerson, caption?.encoding ?? null),
          besideHead: shifts.byKey.size > 0,
          strength: historyStrength,
        });
  const candidates = candidatesOf({
    ...{ judgement: output, config: models.network.config, vocabulary, own, shifts, always },
    niche: options.niche ?? 0,
  });
  const typed = captionHashtags(caption?.text ?? '').map(({ key, label }) => ({ key, label }));
  const barred = new Set([...exclude, ...typed.flatMap(({ key }) => [key, vocabulary.canonical(key)])]);
  const tact = tactOf(caption, models.caption.ref);
  const names = namesIn(caption?.text ?? '');
  const wanted = new Set(always.map(({ key }) => key));
  const allowed = candidates.tags.map(
    (tag, index) =>
      candidates.allowed[index] === true &&
      mayShow({ ...tag, ...vocabulary.factsOf(tag.key) }, tact, {
        named: names.has(tag.key) || wanted.has(tag.key),
        // What photo and caption say: a habit is no reason on such a day.
        probability: output.probabilities[index] ?? 0,
      }),
  );
  const room = Math.max(0, tactfulCount(count, tact) - typed.length);
  const ranking = rankTags(candidates.scores, { tags: candidates.tags, allowed }, room, barred, wanted);
  const words = readWords(caption);
  const has = { hasCaption: caption !== null, hasPhoto: photo !== null, hasHistory: earlier.length > 0 };
  const about = { output, candidates, ofPerson, words, ...has };
  const suggestions = (indices: readonly number[]) => indices.map((index) => suggestionOf(index, about));
  return {
    ...{ tags: suggestions(ranking.tags), alternatives: suggestions(ranking.alternatives), floor: 0, typed },
    grave: tact.grave,
    ...{ output, words, networkMs },
  };
}
