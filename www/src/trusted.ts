// Trusted Types: the one policy of this project. It passes the address of the worker that this project
// has made itself, and nothing else.

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;

/** A worker from source text of this bundle. Throws where the policy of the page forbids it. */
export function startWorker(source: string): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(scriptUrl(url) as string, { name: "hybrid-tls-doctor" });
  } finally {
    // The worker has taken hold of the blob by the time of the next task.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

function scriptUrl(url: string): unknown {
  if (trustedTypes === undefined) return url;
  policy ??= trustedTypes.createPolicy("hybrid-tls-doctor", {
    createScriptURL(candidate) {
      if (!candidate.startsWith("blob:")) throw new TypeError("only workers of this bundle are started");
      return candidate;
    },
  });
  return policy.createScriptURL(url);
}
