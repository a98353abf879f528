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
