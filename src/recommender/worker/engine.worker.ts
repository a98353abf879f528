import { expose } from 'comlink';
import { browserParts } from '../models/browser-parts.ts';
import { createEngine } from '../engine.ts';
import { createWorkerHost } from './worker-host.ts';
import { relayThreads } from './thread-relay.ts';
import type { EventMessage } from './worker-protocol.ts';

relayThreads(self);

/** Everything heavy lives here: decoding, encoders, network, history (worker-engine.ts is the other side). */
expose(
  createWorkerHost(
    (config, unfinished) => createEngine(browserParts(config, unfinished)),
    (event) => {
      self.postMessage({ tagweaveEvent: event } satisfies EventMessage);
    },
  ),
);
