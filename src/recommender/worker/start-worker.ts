import { TagweaveError } from '../../domain/errors/errors.ts';

/** The part of Trusted Types that is used; TypeScript's DOM types do not have it yet. */
interface Policies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
}

/** The name that a host's `trusted-types` has to list (docs/embedding.md). */
const POLICY = 'tagweave';

let trust: ((address: string) => string) | null = null;

/** An address as a host that enforces Trusted Types wants it; nobody but this file can have one made. */
function trusted(address: string): string {
  const policies = (globalThis as { readonly trustedTypes?: Policies }).trustedTypes;
  if (policies === undefined) return address;
  if (trust === null) {
    try {
      const policy = policies.createPolicy(POLICY, { createScriptURL: (own) => own });
      trust = (own) => policy.createScriptURL(own);
    } catch {
      // Not listed: a host that enforces nothing, or has a default policy, takes the plain address.
      return address;
    }
  }
  return trust(address);
}

function start(address: string, name: string): Worker {
  try {
    return new Worker(trusted(address), { type: 'module', name });
  } catch (cause) {
    if (!(cause instanceof TypeError && cause.message.includes('TrustedScriptURL'))) throw cause;
    throw new TagweaveError(
      'worker-crashed',
      `This page’s policy (Trusted Types) does not let the worker start. Whoever runs the page adds “${POLICY}” to its trusted-types.`,
      { cause },
    );
  }
}

/**
 * Starts a module worker from any host. Browsers refuse a worker script of another origin, but not a script of the page's own
 * (here from a blob) that imports it, where the host allows other origins to read it.
 * @throws TagweaveError `worker-crashed` where the page enforces Trusted Types and does not list our policy
 */
export function startModuleWorker(address: string, name = 'tagweave'): Worker {
  // Not location.origin: in a sandboxed frame the page's origin is opaque and equals nothing.
  if (new URL(address).origin === globalThis.origin) return start(address, name);
  const importing = `import ${JSON.stringify(address)};`;
  if (globalThis.origin === 'null') {
    // Chromium starts no module worker from a blob of an opaque origin (a sandboxed frame), but one from a data address.
    return start(`data:text/javascript,${encodeURIComponent(importing)}`, name);
  }
  const script = URL.createObjectURL(new Blob([importing], { type: 'text/javascript' }));
  const worker = start(script, name);
  const revoke = (): void => {
    URL.revokeObjectURL(script);
  };
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}
