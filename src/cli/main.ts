#!/usr/bin/env node
import { run } from './run.ts';

const clear = '\r\u001b[K';
const isTerminal = process.stderr.isTTY;

// `tagweave … | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2), {
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
});
