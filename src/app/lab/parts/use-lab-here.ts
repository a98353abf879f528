import { useEffect, useState } from 'react';

/** Whether the Lab's data lies beside the page; asked of the host, because the same page is published with and without (the npm package). */
async function isLabHere(): Promise<boolean> {
  try {
    const { status } = await fetch(`${import.meta.env.BASE_URL}lab/manifest.json`);
    return status !== 404;
  } catch {
    // No network: what is stored may do, and the Lab's own parts say what they miss.
    return true;
  }
}

/** Null while it is asked. */
export function useLabHere(): boolean | null {
  const [here, setHere] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    void isLabHere().then((found) => {
      if (current) setHere(found);
    });
    return () => {
      current = false;
    };
  }, []);
  return here;
}
