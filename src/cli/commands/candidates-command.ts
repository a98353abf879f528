import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { makerOf } from '../../recommender/personal/earlier-posts.ts';
import { PersonalHead } from '../../recommender/personal/personal-head.ts';
import { HeardWords } from '../../recommender/tag-language/heard-words.ts';
import { Companions } from '../../recommender/suggest/companions.ts';
import { Lexicon } from '../../recommender/suggest/lexicon.ts';
import { wordTables } from '../../recommender/suggest/word-tables.ts';
import type { Command } from '../arguments/command.ts';
import { linesOf } from '../evaluate/candidate-lines.ts';
import type { ForeignPost } from '../evaluate/candidate-lines.ts';
import { foreignPosts } from '../evaluate/foreign-posts.ts';
import { fitHeader } from '../evaluate/fit-header.ts';
import { openModels } from '../evaluate/open-models.ts';
import { EXIT_OK, EXIT_PROBLEM } from '../terminal/output.ts';
import type { Output } from '../terminal/output.ts';
import type { PostEncoder } from '../evaluate/post-encoder.ts';
import { fractionOf, readSets } from '../evaluate/post-folder.ts';
import type { FolderPost } from '../evaluate/post-folder.ts';
import { partsOf } from '../evaluate/split.ts';
import type { Part } from '../arguments/parts.ts';
import { timelines } from '../evaluate/timelines.ts';
import { walk } from '../evaluate/walk.ts';

/**
 * `tagweave evaluate --candidates FILE`: what the engine finds for validation and test posts before anything is weighed, a post a line
 * (candidate-lines.ts), for training/ranking to learn the weights from. The first line says what the training posts teach of names (fit-header.ts).
 */
export async function runCandidates(
  command: Extract<Command, { name: 'evaluate-candidates' }>,
  { print, complain, progress }: Output,
): Promise<number> {
  let [skipped, lines] = [0, 0];
  const skip = (line: string): void => {
    skipped += 1;
    complain(line);
  };
  const sets = await readSets(command.folders, skip);
  const parts = await partsOf(command.parts, sets);
  const { models, vocabulary, encoder, dispose } = await openModels(command);
  const out = createWriteStream(command.candidates);
  const write = async (value: object): Promise<void> => {
    if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain');
  };
  try {
    const ofPart = (part: Part) => sets.flatMap(({ posts }) => posts.filter(({ id }) => parts.get(id) === part));
    const header = await fitHeader({ models, vocabulary, encoder, taught: ofPart('train'), progress });
    await write(header);
    const tools = {
      ...{
        network: models.network,
        vocabulary,
        lexicon: new Lexicon(vocabulary.spellings),
        tables: await wordTables(),
        hearing: new HeardWords(vocabulary).hear,
        companions: new Companions(models.related),
      },
      ...{ rates: header.naming.rates, near: header.near, maker: makerOf(models) },
      historyLength: models.network.config.history.length,
    };
    for (const { set, posts } of sets) {
      const wanted = chosen(posts, parts, command.most);
      const isScored = ({ id }: FolderPost): boolean => wanted.has(id);
      for (const line of timelines(posts)) {
        if (!line.some((occasion) => occasion.posts.some(isScored))) continue;
        const own = line.flatMap((occasion) => occasion.posts);
        const mine = own.flatMap(({ tags }) => tags);
        const others = posts.filter((post) => isScored(post) && !own.includes(post));
        const strangers = foreignPosts(own[0]?.user ?? '', mine, others, vocabulary);
        const head = new PersonalHead({ network: models.network, vocabulary, maker: tools.maker });
        for await (const turn of walk(line, { models, encoder, isScored, skip })) {
          head.follow(turn.earlier);
          while (head.pending > 0) await head.learnNext();
          const part = parts.get(turn.post.id);
          const foreign = await foreignTurn(
            turn.post,
            strangers.filter(({ id }) => parts.get(id) === part),
            encoder,
          );
          for await (const one of linesOf(turn, foreign, { ...tools, head, variants: part === 'validation' })) {
            await write({ set, user: turn.post.user ?? turn.post.id, part, ...one });
            lines += 1;
          }
        }
        progress(`${set}: ${lines} lines`);
      }
    }
    out.end();
    await finished(out);
    print(`${lines} lines in ${command.candidates}`);
  } finally {
    await dispose();
  }
  return skipped === 0 ? EXIT_OK : EXIT_PROBLEM;
}

/** One of the posts of others, the same for the same post; null when there is none. */
async function foreignTurn(
  { id }: FolderPost,
  strangers: readonly FolderPost[],
  encoder: Pick<PostEncoder, 'encode'>,
): Promise<ForeignPost | null> {
  const share = Number.parseInt(fractionOf(id).slice(0, 8), 16) / 2 ** 32;
  const post = strangers[Math.floor(share * strangers.length)];
  return post === undefined ? null : { post, encoded: await encoder.encode(post) };
}

/** Ids of tagged validation and test posts: at most so many of each part, by the hash of the id. */
function chosen(
  posts: readonly FolderPost[],
  parts: ReadonlyMap<string, Part>,
  most: number | null,
): ReadonlySet<string> {
  const of = (part: Part): string[] =>
    posts
      .filter(({ id, tags }) => tags.length > 0 && parts.get(id) === part)
      .map(({ id }) => id)
      .sort((a, b) => (fractionOf(a) < fractionOf(b) ? -1 : 1))
      .slice(0, most ?? Infinity);
  return new Set([...of('validation'), ...of('test')]);
}
