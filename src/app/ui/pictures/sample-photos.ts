const asked = new Map<string, Promise<File>>();

/** A sample picture of `public/samples`, asked for once: later views and presses leave no further request. */
export function samplePhoto(name: string): Promise<File> {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const coming = fetch(`${import.meta.env.BASE_URL}samples/${name}`).then(async (response) => {
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new File([await response.blob()], name, { type: 'image/webp' });
  });
  asked.set(name, coming);
  coming.catch(() => asked.delete(name));
  return coming;
}
