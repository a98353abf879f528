#!/usr/bin/env node
import type { Output } from './output.ts';
import { run } from './run.ts';

const clear = '\r\u001b[K';
const isTerminal = process.stderr.isTTY;

// `tagweave … | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
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
