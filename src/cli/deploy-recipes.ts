import { securityHeaders } from './headers.ts';

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

/** `_headers`, as Netlify and Cloudflare Pages read it from the published folder. */
export function headersFile(): string {
  const lines = (headers: Readonly<Record<string, string>>): string =>
    Object.entries(headers)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join('');
  // Rules add up: what belongs to one path only must not stand under /*.
  return `/*\n${lines(securityHeaders())}\n/assets/*\n${lines({ 'Cache-Control': HASHED })}`;
}

function nginxServer(): string {
  const headers = (cache: string): string =>
    Object.entries({ ...securityHeaders(), 'Cache-Control': cache })
      .map(([name, value]) => `    add_header ${name} "${value}" always;\n`)
      .join('');
  return `server {
  listen 8080;
  root /srv/tagweave;
  include mime.types;
  types {
    text/javascript js mjs;
    application/wasm wasm;
    application/manifest+json webmanifest;
  }

  # Headers are not inherited by a location that has its own, so both name them all.
  location / {
${headers(ASKED_AGAIN)}    try_files $uri $uri/index.html =404;
  }
  location ~ /assets/ {
${headers(HASHED)}    try_files $uri =404;
  }
}
`;
}

function caddySite(): string {
  const headers = Object.entries(securityHeaders())
    .map(([name, value]) => `    ${name} "${value}"\n`)
    .join('');
  return `:8080 {
  root * /srv/tagweave
  header {
${headers}  }
  @hashed path */assets/*
  header @hashed Cache-Control "${HASHED}"
  @others not path */assets/*
  header @others Cache-Control "${ASKED_AGAIN}"
  file_server {
    precompressed br
  }
}
`;
}
