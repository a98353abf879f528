import { FRAME, SHARED_FOLDERS, frameHeaders, securityHeaders, sharedHeaders } from './headers.ts';

/** Static hosts that we have words for. */
export const HOSTS = ['netlify', 'nginx', 'caddy'] as const;
export type Host = (typeof HOSTS)[number];

export const HASHED = 'public, max-age=31536000, immutable';
export const ASKED_AGAIN = 'no-cache';

/** The configuration that makes a host send what `tagweave serve` sends: the headers of headers.ts and the same caching. */
export function deployRecipe(host: Host): string {
  switch (host) {
    case 'netlify':
      return headersFile();
    case 'nginx':
      return nginxServer();
    case 'caddy':
      return caddySite();
  }
}

type Headers = Readonly<Record<string, string>>;

/** Everything in the built page that is not for other pages. Named one by one: rules for one path add up in `_headers`. */
export const OWN_PATHS = [
  ...['/', '/index.html', '/boot.js', '/sw.js', '/manifest.webmanifest'],
  ...['/assets/*', '/icons/*', '/samples/*', '/screenshots/*'],
] as const;

/** `_headers`, as Netlify and Cloudflare Pages read it from the published folder. */
export function headersFile(): string {
  const rule = (path: string, headers: Headers): string =>
    `${path}\n${Object.entries(headers)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join('')}`;
  return [
    ...OWN_PATHS.map((path) =>
      rule(path, { ...securityHeaders(), ...(path === '/assets/*' ? { 'Cache-Control': HASHED } : {}) }),
    ),
    ...SHARED_FOLDERS.map((folder) => rule(`${folder}*`, sharedHeaders())),
    rule(FRAME, frameHeaders()),
  ].join('\n');
}

function nginxServer(): string {
  const location = (where: string, headers: Headers, cache: string, file: string): string =>
    `  location ${where} {\n${Object.entries({ ...headers, 'Cache-Control': cache })
      .map(([name, value]) => `    add_header ${name} "${value}" always;\n`)
      .join('')}    try_files ${file} =404;\n  }\n`;
  const shared = SHARED_FOLDERS.map((folder) => location(`^~ ${folder}`, sharedHeaders(), ASKED_AGAIN, '$uri'));
  return `server {
  listen 8080;
  root /srv/tagweave;
  include mime.types;
  types {
    text/javascript js mjs;
    application/wasm wasm;
    application/manifest+json webmanifest;
  }

  # Headers are not inherited by a location that has its own, so each names them all.
${location('/', securityHeaders(), ASKED_AGAIN, '$uri $uri/index.html')}${location('~ /assets/', securityHeaders(), HASHED, '$uri')}
  # The widget and the models are for other pages, too.
${shared.join('')}${location(`= ${FRAME}`, { ...sharedHeaders(), ...frameHeaders() }, ASKED_AGAIN, '$uri')}}
`;
}

function caddySite(): string {
  const headers = (matcher: string, all: Headers): string =>
    `  header ${matcher} {\n${Object.entries(all)
      .map(([name, value]) => `    ${name} "${value}"\n`)
      .join('')}  }\n`;
  const shared = SHARED_FOLDERS.map((folder) => `${folder}*`).join(' ');
  return `:8080 {
  root * /srv/tagweave
  @own not path ${shared}
${headers('@own', securityHeaders())}  # The widget and the models are for other pages, too.
  @shared path ${shared}
${headers('@shared', sharedHeaders())}${headers(FRAME, frameHeaders())}  @hashed path */assets/*
  header @hashed Cache-Control "${HASHED}"
  @others not path */assets/*
  header @others Cache-Control "${ASKED_AGAIN}"
  file_server {
    precompressed br
  }
}
`;
}
