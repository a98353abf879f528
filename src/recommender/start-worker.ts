/**
 * Starts a module worker from any host. Browsers refuse a worker script of another origin, but not a script of the page's own
 * (here from a blob) that imports it, where the host allows other origins to read it.
 */
export function startModuleWorker(address: string): Worker {
  // Not location.origin: in a sandboxed frame the page's origin is opaque and equals nothing.
  if (new URL(address).origin === globalThis.origin) return new Worker(address, { type: 'module', name: 'tagweave' });
  const importing = `import ${JSON.stringify(address)};`;
  if (globalThis.origin === 'null') {
    // Chromium starts no module worker from a blob of an opaque origin (a sandboxed frame), but one from a data address.
    const data = `data:text/javascript,${encodeURIComponent(importing)}`;
    return new Worker(data, { type: 'module', name: 'tagweave' });
  }
  const script = URL.createObjectURL(new Blob([importing], { type: 'text/javascript' }));
  const worker = new Worker(script, { type: 'module', name: 'tagweave' });
  const revoke = (): void => {
    URL.revokeObjectURL(script);
  };
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}
