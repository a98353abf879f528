import { dirname, relative, resolve, sep } from 'node:path';

/**
 * ESLint rule: a file of a room (a folder of src/) may import only its own room and the rooms that are its doors.
 * Option: `{ src: absolute path of src/, rooms: { room: [rooms it may import] } }`. Paths are resolved, so nested folders and
 * dynamic imports are seen, too.
 */
export const doorsRule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: { shut: 'src/{{from}} may import only: {{allowed}} — not {{to}} (docs/architecture.md).' },
  },
  create(context) {
    const [{ src, rooms }] = context.options;
    const roomOf = (path) => relative(src, path).split(sep)[0] ?? '';
    const from = roomOf(context.filename);
    const allowed = rooms[from];
    if (allowed === undefined) return {};
    const check = ({ source }) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const to = roomOf(resolve(dirname(context.filename), source.value));
      if (to === from || allowed.includes(to) || !(to in rooms)) return;
      context.report({ node: source, messageId: 'shut', data: { from, to, allowed: allowed.join(', ') || 'nothing' } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
