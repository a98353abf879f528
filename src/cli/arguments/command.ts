import type { NetworkBackend } from '../../domain/recommendation.ts';
import type { TagLanguage } from '../../domain/tags/tag-language.ts';
import type { SidecarNames } from '../../domain/output/xmp.ts';
import type { Host } from '../deploy/deploy-recipes.ts';
import type { Part } from './parts.ts';

/** What was asked on the command line, checked. */
export type Command =
  | { readonly name: 'help' | 'version' }
  | ({
      readonly name: 'tag';
      readonly photos: readonly string[];
      /** Counts for all photos; null = each photo's own, as it stands in its metadata. */
      readonly caption: string | null;
      /** As in `RecommendOptions`. */
      readonly tagLanguage: TagLanguage;
      readonly out: { readonly format: OutFormat; readonly path: string } | null;
      readonly sidecars: SidecarNames;
      readonly again: boolean;
      /** Threads with models of their own; null = as many as are worth it. */
      readonly jobs: number | null;
    } & ModelOptions)
  | ({ readonly name: 'evaluate'; readonly folder: string; readonly history: 'own' | 'off' } & ModelOptions)
  | ({
      readonly name: 'evaluate-personal';
      readonly folders: readonly string[];
      readonly split: Part | 'all';
      /** File with the part of every id; null = the protocol's split. */
      readonly parts: string | null;
      /** Lists as they are shown, instead of K tags each. */
      readonly shown: boolean;
      /** Whole users, the first that make up so many posts; null = all. */
      readonly limit: number | null;
      /** Folder of encoded posts; null = the usual one. */
      readonly cache: string | null;
      readonly seed: number;
    } & ModelOptions)
  | ({
      readonly name: 'evaluate-candidates';
      /** Where the candidates go. */
      readonly candidates: string;
      readonly folders: readonly string[];
      /** File with the part of every id; null = the protocol's split. */
      readonly parts: string | null;
      /** At most so many posts of a set and part; null = all. */
      readonly most: number | null;
      readonly cache: string | null;
    } & ModelOptions)
  | {
      readonly name: 'copy';
      readonly folder: string;
      /** Ids; null = the one that the catalogue names. */
      readonly networks: readonly string[] | null;
      /** Folder of models; null = those that came with the package. */
      readonly models: string | null;
    }
  | { readonly name: 'headers'; readonly host: Host }
  | { readonly name: 'serve'; readonly folder: string | null; readonly port: number; readonly host: string };

/** Kinds of files that tags go to; `xmp` is one beside each photo. */
export type OutFormat = 'csv' | 'json' | 'xmp';

export interface ModelOptions {
  readonly count: number;
  readonly json: boolean;
  /** Folder or URL of models; null = the ones that came with the package. */
  readonly models: string | null;
  readonly network: string | null;
  readonly backend: NetworkBackend | null;
}
