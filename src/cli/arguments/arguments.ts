import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { TAG_LANGUAGES } from '../../domain/tags/tag-language.ts';
import type { Command, ModelOptions, OutFormat } from './command.ts';
import { HOSTS } from '../deploy/deploy-recipes.ts';
import { PARTS } from './parts.ts';

/** Tags suggested for a photo; in an evaluation the paper's K (systems.md §7). */
const TAG_COUNT = 5;
const EVALUATION_COUNT = 7;
const MAX_COUNT = 30;
const DEFAULT_PORT = 4173;
const MAX_JOBS = 32;

const MODEL_OPTIONS = {
  k: { type: 'string' },
  json: { type: 'boolean', default: false },
  models: { type: 'string' },
  network: { type: 'string' },
  backend: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** @throws TagweaveError `usage` with one line that says what is wrong */
export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (rest.includes('--help') || rest.includes('-h')) return { name: 'help' };
  switch (name) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { name: 'help' };
    case '--version':
    case '-v':
      return { name: 'version' };
    case 'tag':
      return readTag(rest);
    case 'evaluate':
      return readEvaluate(rest);
    case 'serve':
      return readServe(rest);
    case 'headers':
      return readHeaders(rest);
    case 'copy':
      return readCopy(rest);
    default:
      throw usage(
        name.startsWith('-')
          ? `Unknown option ${name}.`
          : `Unknown command “${name}”; there are tag, evaluate, serve, copy and headers.`,
      );
  }
}

function readTag(args: readonly string[]): Command {
  const options = {
    ...MODEL_OPTIONS,
    caption: { type: 'string' },
    'tag-language': { type: 'string', default: 'english' },
    out: { type: 'string' },
    sidecars: { type: 'string', default: 'short' },
    again: { type: 'boolean', default: false },
    jobs: { type: 'string' },
  } as const;
  const { values, positionals } = parsed(args, options, true);
  const { caption = null, sidecars, again, json } = values;
  if (positionals.length === 0 && (caption ?? '').trim() === '')
    throw usage('Name at least one photo, or give a --caption.');
  if (sidecars !== 'short' && sidecars !== 'long') throw usage(`--sidecars is short or long, not “${sidecars}”.`);
  const tagLanguage = TAG_LANGUAGES.find((one) => one === values['tag-language']);
  if (tagLanguage === undefined) {
    throw usage(`--tag-language is english, caption or both, not “${values['tag-language']}”.`);
  }
  const out = values.out === undefined ? null : outOf(values.out);
  if (out !== null && positionals.length === 0) throw usage('--out wants photos.');
  if (out !== null && json) throw usage('--json prints and --out writes: use one of them.');
  const jobs = values.jobs === undefined ? null : wholeNumber('--jobs', values.jobs, 1, 1, MAX_JOBS);
  return {
    ...{ name: 'tag', photos: positionals, caption, tagLanguage, out, sidecars, again, jobs },
    ...modelOptions(values, TAG_COUNT),
  };
}

/** `xmp`, or a file by whose ending the kind is known. */
function outOf(path: string): { readonly format: OutFormat; readonly path: string } {
  if (path === 'xmp') return { format: 'xmp', path };
  const ending = /\.(csv|json)$/iu.exec(path)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'json') return { format: ending, path };
  throw usage(`--out is a file that ends in .csv or .json, or xmp for sidecars, not “${path}”.`);
}

function readEvaluate(args: readonly string[]): Command {
  if (args.includes('--personal')) return readPersonal(args.filter((arg) => arg !== '--personal'));
  if (args.some((arg) => arg === '--candidates' || arg.startsWith('--candidates='))) return readCandidates(args);
  const options = { ...MODEL_OPTIONS, posts: { type: 'string' }, history: { type: 'string', default: 'own' } } as const;
  const { values } = parsed(args, options, false);
  if (values.posts === undefined || values.posts === '') throw usage('Name the folder with --posts FOLDER.');
  const { history } = values;
  if (history !== 'own' && history !== 'off') throw usage(`--history is own or off, not “${history}”.`);
  return { name: 'evaluate', folder: values.posts, history, ...modelOptions(values, EVALUATION_COUNT) };
}

function readPersonal(args: readonly string[]): Command {
  const options = {
    ...MODEL_OPTIONS,
    posts: { type: 'string', multiple: true },
    split: { type: 'string', default: 'test' },
    parts: { type: 'string' },
    shown: { type: 'boolean', default: false },
    limit: { type: 'string' },
    cache: { type: 'string' },
    seed: { type: 'string' },
  } as const;
  const { values } = parsed(args, options, false);
  const folders = foldersOf(values.posts);
  const split = [...PARTS, 'all' as const].find((part) => part === values.split);
  if (split === undefined) throw usage(`--split is train, validation, test or all, not “${values.split}”.`);
  return {
    ...{ name: 'evaluate-personal', folders, split, parts: values.parts ?? null, cache: values.cache ?? null },
    ...{ shown: values.shown, limit: wantedNumber('--limit', values.limit) },
    seed: wholeNumber('--seed', values.seed, 1, 0, 999_999),
    ...modelOptions(values, TAG_COUNT),
  };
}

function readCandidates(args: readonly string[]): Command {
  const options = {
    ...MODEL_OPTIONS,
    candidates: { type: 'string' },
    posts: { type: 'string', multiple: true },
    parts: { type: 'string' },
    most: { type: 'string' },
    cache: { type: 'string' },
  } as const;
  const { values } = parsed(args, options, false);
  const folders = foldersOf(values.posts);
  if (values.candidates === undefined || values.candidates === '') throw usage('Name the file with --candidates FILE.');
  return {
    ...{ name: 'evaluate-candidates', candidates: values.candidates, folders, cache: values.cache ?? null },
    ...{ parts: values.parts ?? null, most: wantedNumber('--most', values.most) },
    ...modelOptions(values, TAG_COUNT),
  };
}

function foldersOf(posts: readonly string[] | undefined): readonly string[] {
  const folders = (posts ?? []).filter((folder) => folder !== '');
  if (folders.length === 0) throw usage('Name the folder with --posts FOLDER.');
  return folders;
}

/** Null where nothing was asked for. */
function wantedNumber(option: string, value: string | undefined): number | null {
  return value === undefined ? null : wholeNumber(option, value, 1, 1, 999_999);
}

function readServe(args: readonly string[]): Command {
  const options = { port: { type: 'string' }, host: { type: 'string', default: 'localhost' } } as const;
  const { values, positionals } = parsed(args, options, true);
  const [folder = null, ...more] = positionals;
  if (more.length > 0) throw usage('Name one folder to serve, not several.');
  const port = wholeNumber('--port', values.port, DEFAULT_PORT, 0, 65535);
  return { name: 'serve', folder, port, host: values.host };
}

function readCopy(args: readonly string[]): Command {
  const options = { networks: { type: 'string' }, models: { type: 'string' } } as const;
  const { values, positionals } = parsed(args, options, true);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw usage('Name the folder to copy to, for example public/tagweave.');
  const networks = values.networks?.split(',').map((id) => id.trim()) ?? null;
  if (networks?.includes('') === true) throw usage('--networks is a list of ids, with commas between.');
  return { name: 'copy', folder, networks, models: values.models ?? null };
}

function readHeaders(args: readonly string[]): Command {
  const { positionals } = parsed(args, {}, true);
  const host = HOSTS.find((one) => one === positionals[0]);
  if (host === undefined || positionals.length > 1) throw usage(`Name one host: ${HOSTS.join(', ')}.`);
  return { name: 'headers', host };
}

function modelOptions(
  values: {
    k?: string | undefined;
    json: boolean;
    models?: string | undefined;
    network?: string | undefined;
    backend?: string | undefined;
  },
  count: number,
): ModelOptions {
  const { backend = null } = values;
  if (backend !== null && backend !== 'wasm' && backend !== 'cpu') {
    throw usage(`--backend is wasm or cpu, not “${backend}”.`);
  }
  return {
    count: wholeNumber('--k', values.k, count, 1, MAX_COUNT),
    json: values.json,
    models: values.models ?? null,
    network: values.network ?? null,
    backend,
  };
}

interface Strict<Options extends NonNullable<ParseArgsConfig['options']>> {
  args: string[];
  options: Options;
  allowPositionals: boolean;
  strict: true;
}

function parsed<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  allowPositionals: boolean,
): ReturnType<typeof parseArgs<Strict<Options>>> {
  try {
    return parseArgs<Strict<Options>>({ args: [...args], options, allowPositionals, strict: true });
  } catch (cause) {
    // Node explains at length; its first sentence says what is wrong.
    const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\n|\. /u);
    throw usage(`${line.replace(/\.$/u, '')}.`);
  }
}

function wholeNumber(
  option: string,
  value: string | undefined,
  otherwise: number,
  least: number,
  most: number,
): number {
  if (value === undefined) return otherwise;
  const number = /^\d{1,6}$/u.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw usage(`${option} is a whole number from ${least} to ${most}, not “${value}”.`);
}

function usage(message: string): TagweaveError {
  return new TagweaveError('usage', message);
}
