import { mojibake, tarGzOf, zipOf } from './archives.ts';

/** A post as an export is made of it. */
export interface ExportedPost {
  /** Without the hashtags. */
  readonly caption: string;
  /** Labels. */
  readonly tags: readonly string[];
  readonly createdAt: Date;
  /** A JPEG, or none. */
  readonly photo: Blob | null;
  /** What was said of the photo, for services that ask. */
  readonly altText?: string;
}

/** A file as a person picks it. */
export interface ExportFile {
  readonly path: string;
  readonly file: Blob;
}

/** An entry that no service writes: every export has one in its middle, which is to be listed and left. */
const BROKEN = { broken: true };

const withBroken = (entries: readonly object[]): readonly object[] => {
  const middle = Math.floor(entries.length / 2);
  return [...entries.slice(0, middle), BROKEN, ...entries.slice(middle)];
};
const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const row = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(' ');
const photosOf = (posts: readonly ExportedPost[], pathOf: (index: number) => string): Record<string, Blob> =>
  Object.fromEntries(posts.flatMap(({ photo }, index) => (photo === null ? [] : [[pathOf(index), photo]])));

/**
 * Instagram, “Download your information” as JSON: `your_instagram_activity/media/posts_1.json`, each byte of the UTF-8 a character of its
 * own. Structure: Instagram help “Download a copy of your information” and gerben.dev/posts/20241204-instagram-archive.
 */
export async function instagramExport(posts: readonly ExportedPost[]): Promise<readonly ExportFile[]> {
  const uri = (index: number): string => `media/posts/202601/${17_900_000 + index}.jpg`;
  const entries = posts.map(({ caption, tags, createdAt, photo }, index) => ({
    media: [
      {
        ...(photo === null ? {} : { uri: uri(index), media_metadata: { photo_metadata: { exif_data: [] } } }),
        creation_timestamp: seconds(createdAt),
        title: mojibake(`${caption}\n.\n${row(tags)}`),
        cross_post_source: { source_app: 'FB' },
      },
    ],
  }));
  const contents = { 'your_instagram_activity/media/posts_1.json': withBroken(entries), ...photosOf(posts, uri) };
  return [{ path: 'instagram-me-2026-01-31-AbCd.zip', file: await zipOf(contents) }];
}

/**
 * Mastodon, “Request your archive”: `outbox.json`, an ActivityStreams OrderedCollection, and its media; tar.gz until 4.1, zip since.
 * Structure: app/services/backup_service.rb in mastodon/mastodon; w3.org/TR/activitystreams-core.
 */
export async function mastodonExport(
  posts: readonly ExportedPost[],
  form: 'zip' | 'tar.gz' = 'zip',
): Promise<readonly ExportFile[]> {
  const url = (index: number): string => `media_attachments/files/113/000/${index}/original/photo.jpeg`;
  const items = posts.map(({ caption, tags, createdAt, photo, altText = null }, index) => ({
    id: `https://example.social/users/me/statuses/${index}/activity`,
    type: 'Create',
    published: createdAt.toISOString(),
    to: ['https://www.w3.org/ns/activitystreams#Public'],
    cc: ['https://example.social/users/me/followers'],
    object: {
      type: 'Note',
      published: createdAt.toISOString(),
      content: `<p>${escaped(caption)}</p><p>${tags.map((tag) => `<a href="https://example.social/tags/${tag.toLowerCase()}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`).join(' ')}</p>`,
      attachment:
        photo === null ? [] : [{ type: 'Document', mediaType: 'image/jpeg', url: `/${url(index)}`, name: altText }],
      tag: tags.map((tag) => ({ type: 'Hashtag', name: `#${tag.toLowerCase()}` })),
    },
  }));
  const contents = {
    'outbox.json': {
      '@context': 'https://www.w3.org/ns/activitystreams',
      type: 'OrderedCollection',
      totalItems: items.length,
      orderedItems: withBroken(items),
    },
    ...photosOf(posts, url),
  };
  const file = await (form === 'zip' ? zipOf(contents) : tarGzOf(contents));
  return [{ path: `archive-20260131-${'ab'.repeat(8)}.${form}`, file }];
}

/**
 * Pixelfed, Settings › Data export › Statuses: one JSON list of statuses; photos by address only, picked along by the person. Structure:
 * ExportSettings::exportStatuses and StatusTransformer.php in pixelfed/pixelfed.
 */
export function pixelfedExport(posts: readonly ExportedPost[]): readonly ExportFile[] {
  const name = (index: number): string => `pf${index}.jpg`;
  const statuses = posts.map(({ caption, tags, createdAt, photo, altText: description = null }, index) => ({
    id: String(700_000 + index),
    created_at: createdAt.toISOString(),
    content_text: `${caption}\n${row(tags)}`,
    visibility: 'public',
    reblog: null,
    media_attachments:
      photo === null
        ? []
        : [{ type: 'image', url: `https://px.example/storage/m/_v2/7/${name(index)}?v=1`, description }],
    tags: tags.map((tag) => ({ name: tag.toLowerCase(), url: `https://px.example/discover/tags/${tag}` })),
  }));
  const list = new Blob([JSON.stringify(withBrokenStatus(statuses))], { type: 'application/json' });
  return [{ path: 'pixelfed-statuses.json', file: list }, ...looseFiles(photosOf(posts, name))];
}

/** Of a Pixelfed status everything may be absent: only a value of another kind is malformed. */
const withBrokenStatus = (statuses: readonly object[]): readonly unknown[] =>
  withBroken(statuses).map((one) => (one === BROKEN ? 'broken' : one));

/**
 * Flickr, “Request my Flickr data”: `photo_ID.json` in one zip archive, `NAME_ID_o.jpg` in others. Structure: Flickr help “Download your
 * account data”, fields as listed at github.com/jschloman/autobiographer issue 19.
 */
export async function flickrExport(posts: readonly ExportedPost[]): Promise<readonly ExportFile[]> {
  const id = (index: number): string => String(52_000_000_000 + index);
  const photos = posts.map(({ caption, tags, createdAt }, index) => ({
    id: id(index),
    name: caption,
    description: '',
    date_taken: createdAt.toISOString().slice(0, 19).replace('T', ' '),
    date_imported: createdAt.toISOString().slice(0, 19).replace('T', ' '),
    tags: tags.map((tag) => ({ tag, user: '1@N01', date_create: '' })),
    privacy: 'public',
  }));
  const about = await zipOf({
    ...Object.fromEntries(photos.map((photo) => [`photo_${photo.id}.json`, photo])),
    'photo_99999999999.json': BROKEN,
    'account_profile.json': { real_name: 'Me' },
  });
  const pictures = await zipOf(photosOf(posts, (index) => `untitled_${id(index)}_o.jpg`));
  return [
    { path: '72157700000000000_ab12.zip', file: about },
    { path: 'data-download-1.zip', file: pictures },
  ];
}

/** A table (RFC 4180) with the photos beside it: columns of `src/archives/tables/table.ts`; the broken line has neither tag nor photo, and a date that says nothing. */
export function tableExport(posts: readonly ExportedPost[]): readonly ExportFile[] {
  const name = (index: number): string => `photo-${index}.jpg`;
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = posts.map(({ caption, tags, createdAt, photo, altText = '' }, index) =>
    [photo === null ? '' : name(index), caption, tags.join(' '), createdAt.toISOString(), altText].map(cell).join(','),
  );
  const middle = Math.floor(lines.length / 2);
  const text = [
    'photo,caption,tags,date,alt_text',
    ...lines.slice(0, middle),
    ',A broken line,,some day,',
    ...lines.slice(middle),
  ].join('\r\n');
  return [{ path: 'posts.csv', file: new Blob([text], { type: 'text/csv' }) }, ...looseFiles(photosOf(posts, name))];
}

function looseFiles(photos: Readonly<Record<string, Blob>>): readonly ExportFile[] {
  return Object.entries(photos).map(([path, file]) => ({ path, file }));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Every export that the page reads, by name; a backup of its own is written by `backup.ts` itself. */
export const EXPORTS: Readonly<
  Record<string, (posts: readonly ExportedPost[]) => Promise<readonly ExportFile[]> | readonly ExportFile[]>
> = {
  instagram: instagramExport,
  mastodon: (posts) => mastodonExport(posts),
  'mastodon-4.0': (posts) => mastodonExport(posts, 'tar.gz'),
  pixelfed: pixelfedExport,
  flickr: flickrExport,
  table: tableExport,
};
