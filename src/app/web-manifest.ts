import { SHARED_FIELDS, SHARE_TARGET } from '../domain/post/shared-post.ts';

/** Kinds of photos that the page opens, as the system's file manager knows them. */
const PHOTO_FILES = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/avif': ['.avif'],
  'image/gif': ['.gif'],
  'image/heic': ['.heic'],
  'image/heif': ['.heif'],
};

/** Pictures for the system's install dialog: those of the documents, which the build copies into the page (vite.config.ts). */
const SCREENSHOTS = [
  {
    src: 'screenshots/wide.png',
    sizes: '1280x860',
    type: 'image/png',
    form_factor: 'wide' as const,
    label: 'A photo, its caption, and the few hashtags that fit',
  },
  {
    src: 'screenshots/narrow.png',
    sizes: '780x1688',
    type: 'image/png',
    form_factor: 'narrow' as const,
    label: 'The same on a phone',
  },
];

/** Where each screenshot of the manifest comes from. */
export const SCREENSHOT_SOURCES: Readonly<Record<string, string>> = {
  'screenshots/wide.png': 'docs/screenshots/compose-light-en.png',
  'screenshots/narrow.png': 'docs/screenshots/compose-light-en-phone.png',
};

/** The installed app as the system sees it. Addresses are relative to the manifest, so that any folder of any host will do. */
export const webManifest = {
  id: './',
  name: 'Tagweave',
  short_name: 'Tagweave',
  description: 'Hashtags from a photo, a caption and your own past posts. Nothing leaves this device.',
  lang: 'en',
  dir: 'ltr' as const,
  start_url: './',
  scope: './',
  display: 'standalone' as const,
  background_color: '#fbfaf7',
  theme_color: '#fbfaf7',
  categories: ['photo', 'social', 'utilities'],
  icons: [
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' as const },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' as const },
  ],
  screenshots: SCREENSHOTS,
  shortcuts: [
    { name: 'New post', url: './#/compose', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
    { name: 'History', url: './#/history', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
  ],
  // An open window is shown instead of a second one, and keeps its post (src/app/start/launch.ts).
  launch_handler: { client_mode: ['focus-existing' as const, 'auto' as const] },
  // Photos and text from the gallery or another app: the service worker takes them (src/service-worker/share.ts).
  share_target: {
    action: `./${SHARE_TARGET}`,
    method: 'POST' as const,
    enctype: 'multipart/form-data' as const,
    params: {
      title: SHARED_FIELDS.title,
      text: SHARED_FIELDS.text,
      url: SHARED_FIELDS.url,
      files: [{ name: SHARED_FIELDS.photos, accept: ['image/*', ...Object.values(PHOTO_FILES).flat()] }],
    },
  },
  // “Open with…”: the files come through the launch queue (src/app/start/launch.ts).
  file_handlers: [{ action: './', accept: PHOTO_FILES, launch_type: 'single-client' as const }],
};
