#!/usr/bin/env node
import { EXIT_OK } from './terminal/output.ts';
import type { Output } from './terminal/output.ts';
import { run } from './run.ts';

const clear = '\r\u001b[K';
const isTerminal = process.stderr.isTTY;

// `tagweave … | head` closes the pipe early: nobody reads on, so that whatever is still to be computed would be for nothing.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT_OK);
});
// Whoever closes standard error wants no complaints; the results are wanted all the same.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const output: Output = {
  print: (text) => {
    if (isTerminal) process.stderr.write(clear);
    process.stdout.write(`${text}\n`);
  },
  complain: (line) => {
    process.stderr.write(`${isTerminal ? clear : ''}tagweave: ${line}\n`);
  },
  progress: (line) => {
    if (isTerminal) process.stderr.write(`${clear}${line}`);
  },
};
process.exitCode = await run(process.argv.slice(2), output, new URL('./tag-worker.js', import.meta.url));
