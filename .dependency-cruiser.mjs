/** Doors of the house (docs/architecture.md): a room, or a door of the package, may import only the rooms named here. */
export const ROOMS = {
  app: ['lab', 'recommender', 'drafts', 'domain'],
  lab: ['recommender', 'encoders', 'network', 'archives', 'domain'],
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
  'react.ts': ['widget', 'recommender', 'domain'],
  'vue.ts': ['widget'],
  'svelte.ts': ['widget'],
  'node.ts': ['recommender', 'domain'],
};

/**
 * Inner rooms of the larger rooms, the lowest first: each may import only from those named before it. A name with an ending is a file that
 * stands in the room itself; `LOOSE` is where its other files stand.
 */
const LOOSE = '*';
export const INNER_ROOMS = {
  'src/domain': ['text', 'errors', 'post', 'tags', 'metrics', 'models', 'output', 'platforms', LOOSE],
  'src/archives': ['files', 'reading', 'services', 'tables', LOOSE],
  'src/encoders': ['download', 'runtime', 'models', 'photo', 'caption', LOOSE],
  'src/network': ['tensors', 'layers', 'heads', 'training', LOOSE],
  'src/recommender': [
    'recommender.ts',
    'work',
    'calls',
    'models',
    'history',
    'reading',
    'personal',
    'tact',
    'hybrid',
    'suggest',
    'tag-language',
    'workshop',
    'lists',
    'replay',
    LOOSE,
    'worker',
  ],
  'src/cli': ['terminal', 'photos', 'deploy', 'arguments', 'lists', 'evaluate', 'tag', 'commands', LOOSE],
  'src/app': [
    'i18n',
    'errors',
    'post',
    'stores',
    'router.ts',
    'model.ts',
    'ui',
    'forget',
    'list',
    'sets',
    'compose',
    'data',
    'history',
    'taste',
    'help',
    'settings',
    'lab',
    'shell',
    'start',
    LOOSE,
  ],
  'src/app/i18n/words': ['en', 'uk'],
  'src/app/stores': ['store.ts', 'settings', 'page', 'engine', 'compose'],
  'src/app/ui': ['controls', 'figures', 'pictures', 'tags', 'undo', LOOSE],
  'src/app/compose': ['photo', 'photo-facts', 'alt-text', 'why', 'reason', 'status', 'copy', 'tags', 'queue', LOOSE],
  'src/app/lab': ['words', 'parts', 'rerun', 'everyday', 'own', 'table2', 'post', 'backends', LOOSE],
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

const innerDoors = Object.entries(INNER_ROOMS).flatMap(([house, rooms]) => {
  const named = rooms.filter((room) => room !== LOOSE);
  const inside = (room) => `^${house}/${room.replaceAll('.', '\\.')}${room.includes('.') ? '$' : '/'}`;
  const at = (room) =>
    room === LOOSE ? { path: `^${house}/[^/]+$`, pathNot: named.map(inside) } : { path: inside(room), pathNot: [] };
  return [
    ...rooms.slice(0, -1).map((room, i) => ({
      name: `inner-door-${house.replace('src/', '')}-${room}`,
      severity: 'error',
      comment: `${house}: ${room} may import only from ${rooms.slice(0, i).join(', ') || 'no other of its rooms'}.`,
      from: { path: at(room).path, pathNot: [TEST, ...at(room).pathNot] },
      to: {
        path: `^${house}/`,
        pathNot: rooms.slice(0, i + 1).map((below) => (below === LOOSE ? `^${house}/[^/]+$` : inside(below))),
      },
    })),
    {
      name: `inner-room-without-rule-${house.replace('src/', '')}`,
      severity: 'error',
      comment: `Every folder of ${house} has its place in the order of its rooms (.dependency-cruiser.mjs).`,
      from: { path: `^${house}/[^/]+/`, pathNot: [TEST, ...named.map(inside)] },
      to: {},
    },
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...doors,
    ...innerDoors,
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
