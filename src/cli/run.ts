import { TagweaveError } from '../domain/errors/errors.ts';
import { readCommand } from './arguments/arguments.ts';
import { HELP } from './arguments/help.ts';
import { EXIT_BUG, EXIT_OK, EXIT_PROBLEM, oneLine } from './terminal/output.ts';
import type { Output } from './terminal/output.ts';

declare const __TAGWEAVE_VERSION__: string;

/**
 * Runs one command line; gives the exit code. Rooms of a command are loaded only when it is asked for.
 * @param threadFile tag-worker.js, for batches in several threads; null = in this one
 */
export async function run(args: readonly string[], output: Output, threadFile: URL | null = null): Promise<number> {
  try {
    const command = readCommand(args);
    switch (command.name) {
      case 'help':
        output.print(HELP);
        return EXIT_OK;
      case 'version':
        output.print(__TAGWEAVE_VERSION__);
        return EXIT_OK;
      case 'tag':
        return await (await import('./commands/tag-command.ts')).runTag(command, output, threadFile);
      case 'evaluate':
        return await (await import('./commands/evaluate-command.ts')).runEvaluate(command, output);
      case 'evaluate-personal':
        return await (await import('./commands/personal-command.ts')).runPersonal(command, output);
      case 'evaluate-candidates':
        return await (await import('./commands/candidates-command.ts')).runCandidates(command, output);
      case 'headers':
        output.print((await import('./deploy/deploy-recipes.ts')).deployRecipe(command.host).trimEnd());
        return EXIT_OK;
      case 'copy':
        return await (await import('./commands/copy-command.ts')).runCopy(command, output);
      case 'serve':
        return await (await import('./commands/serve-command.ts')).runServe(command, output);
    }
  } catch (error) {
    if (error instanceof TagweaveError && error.code !== 'unexpected') {
      output.complain(oneLine(error.code === 'usage' ? `${error.message} See tagweave --help.` : error.message));
      return EXIT_PROBLEM;
    }
    output.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT_BUG;
  }
}
