/** A sound record as the database holds it, for spoiling. */
export function stored(): Record<string, unknown> {
  return {
    schema: 1,
    id: 'bad',
    createdAt: '2026-03-05T10:00:00.000Z',
    caption: '',
    tags: [],
    removedTags: [],
    platform: null,
    vector: null,
  };
}
