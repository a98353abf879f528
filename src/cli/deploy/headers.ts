/**
 * The page's Content Security Policy: everything from its own origin, no inline code, no eval (WebAssembly only), no form
 * target, no plugin. `blob:` is for the person's own photos and thumbnails. `inPage` leaves out what a meta element cannot say.
 */
export function contentSecurityPolicy({ inPage = false, dev = false } = {}): string {
  const rules = [
    "default-src 'none'",
    // The development server injects an inline preamble for hot reload; the built page has no inline script.
    `script-src 'self' 'wasm-unsafe-eval'${dev ? " 'unsafe-inline'" : ''}`,
    // heic-to (HEIC photos in browsers without a decoder) starts its worker from a blob of its own code.
    "worker-src 'self' blob:",
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    `connect-src 'self' blob:${dev ? ' ws:' : ''}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ];
  // In the page only: a header would come with workers' scripts, too, and the libraries in them start workers of their own. The one
  // policy there lets scripts of this origin be named, and no markup be made of text (public/boot.js).
  if (inPage) rules.push("require-trusted-types-for 'script'", 'trusted-types default');
  else rules.push("frame-ancestors 'self'");
  return rules.join('; ');
}

/** Headers of every answer: isolation (threads for WebAssembly), policy, no referrer, no sniffing. */
export function securityHeaders(options: { readonly dev?: boolean } = {}): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  };
}

/** Folders of the built page that pages of other origins may use: the widget with its engine, and the models. */
export const SHARED_FOLDERS = ['/widget/', '/models/'] as const;
/** The frame of the widget; it answers only pages of its own list (docs/embedding.md). */
export const FRAME = '/widget/embed.html';

/** Headers of the shared folders: any page may fetch them, isolated ones and workers of isolated ones included. */
export function sharedHeaders(): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Besides, for the frame: threads in whatever page it stands. Its policy stands in the document. */
export function frameHeaders(): Record<string, string> {
  return { 'Document-Isolation-Policy': 'isolate-and-require-corp' };
}

/** What a path of the built page is sent with. */
export function headersOf(path: string): Record<string, string> {
  if (!SHARED_FOLDERS.some((folder) => path.startsWith(folder))) return securityHeaders();
  return path === FRAME ? { ...sharedHeaders(), ...frameHeaders() } : sharedHeaders();
}
