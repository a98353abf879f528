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
  shortcuts: [
    { name: 'New post', url: './#/compose', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
    { name: 'History', url: './#/history', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
  ],
  // An open window is shown instead of a second one, and keeps its post (src/app/lib/launch.ts).
  launch_handler: { client_mode: ['focus-existing' as const, 'auto' as const] },
};
