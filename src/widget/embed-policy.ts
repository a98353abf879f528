/** The policy of embed.html: everything from its own host. Which pages may frame it is the host's header to say. */
export function embedPolicy(): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    // data: for a sandboxed frame, which may start its worker from nothing else (src/recommender/worker/start-worker.ts).
    "worker-src 'self' blob: data:",
    "connect-src 'self' blob:",
    "img-src 'self' blob: data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
