import type { Command } from '../arguments/command.ts';
import { EXIT_OK } from '../terminal/output.ts';
import type { Output } from '../terminal/output.ts';
import { builtPage } from '../deploy/built-page.ts';
import { serve } from '../deploy/serve.ts';

/** `tagweave serve`: until the process is told to stop. */
export async function runServe(
  { folder, port, host }: Extract<Command, { name: 'serve' }>,
  { print }: Output,
): Promise<number> {
  const server = await serve(folder ?? builtPage(), port, host);
  print(`Tagweave is ready: ${server.url}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return EXIT_OK;
}
