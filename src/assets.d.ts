/** Vite's asset imports, without `vite/client` (which would bring DOM types into the worker). */
declare module '*?url' {
  const url: string;
  export default url;
}
declare module '*.css';
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

interface ImportMetaEnv {
  readonly BASE_URL: string;
  readonly DEV: boolean;
  readonly PROD: boolean;
}
interface ImportMeta {
  readonly env: ImportMetaEnv;
}

/** A file of a package as it is downloaded: packed with gzip (scripts/vite/packed-asset.ts). */
declare module '*?packed' {
  const file: { readonly address: string; readonly bytes: number; readonly sha256: string };
  export default file;
}
