/** Doors of the house (docs/architecture.md): a room, or a door of the package, may import only the rooms named here. */
export const ROOMS = {
  app: ['lab', 'recommender', 'drafts', 'domain'],
  lab: ['recommender', 'encoders', 'network', 'domain'],
  widget: ['recommender', 'domain'],
  cli: ['recommender', 'domain'],
  recommender: ['encoders', 'network', 'history', 'archives', 'domain'],
  encoders: ['domain'],
  network: ['domain'],
  history: ['domain'],
  archives: ['domain'],
  drafts: ['domain'],
  domain: [],
  'service-worker': ['domain'],
  'index.ts': ['recommender', 'domain'],
  'react.ts': ['recommender', 'domain'],
  'node.ts': ['recommender', 'domain'],
};

const pathOf = (room) => `^src/${room.replaceAll('.', '\\.')}${room.includes('.') ? '$' : '/'}`;
const TEST = '\\.test(-support)?\\.tsx?$|/testing/';

const doors = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `door-${room}`,
  severity: 'error',
  comment: `src/${room} may import only: ${allowed.join(', ') || 'nothing'} (docs/architecture.md).`,
  from: { path: pathOf(room), pathNot: TEST },
  to: { path: '^src/', pathNot: [pathOf(room), '^src/assets\\.d\\.ts$', ...allowed.map(pathOf)] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...doors,
    {
      name: 'room-without-rule',
      severity: 'error',
      comment: 'Every room of src/ has its line in .dependency-cruiser.mjs.',
      from: { path: '^src/', pathNot: [TEST, '^src/assets\\.d\\.ts$', ...Object.keys(ROOMS).map(pathOf)] },
      to: {},
    },
    {
      name: 'circle',
      severity: 'error',
      comment: 'Files that import each other, types included, are one file in several, or hide a third.',
      from: { path: '^src/', pathNot: TEST },
      to: { circular: true },
    },
    {
      name: 'test-code',
      severity: 'error',
      comment: 'What ships imports nothing that is made for tests.',
      from: { path: '^src/', pathNot: TEST },
      to: { path: TEST },
    },
  ],
  options: {
    // Imports of types alone are doors, too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    includeOnly: '^src/',
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
