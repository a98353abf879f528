import type { OutputPost } from './tag-output.ts';

/** Stands in the toolkit attribute of every sidecar of ours: only those are ever replaced. */
const TOOLKIT = 'Tagweave';

/** Characters that XML 1.0 cannot hold at all, not even escaped; half surrogate pairs among them. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function text(plain: string): string {
  return plain.replace(IMPOSSIBLE, '').replace(/[&<>]/g, (character) => ESCAPES[character] ?? '');
}

/**
 * An XMP sidecar (ISO 16684-1): the tags as keywords (`dc:subject`), the caption as description (`dc:description`), as Lightroom,
 * digiKam, darktable and exiftool read them. Keywords carry no `#`.
 */
export function xmpSidecar({ caption, tags }: Pick<OutputPost, 'caption' | 'tags'>): string {
  const keywords = tags.map(({ label }) => `     <rdf:li>${text(label)}</rdf:li>\n`).join('');
  const description =
    caption.trim() === ''
      ? ''
      : `   <dc:description>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">${text(caption)}</rdf:li>
    </rdf:Alt>
   </dc:description>
`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${TOOLKIT}">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <dc:subject>
    <rdf:Bag>
${keywords}    </rdf:Bag>
   </dc:subject>
${description}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;
}

/** True for a sidecar that {@link xmpSidecar} made and nobody has written to since: other programs put their own name there. */
export function isOwnSidecar(content: string): boolean {
  return content.includes(`x:xmptk="${TOOLKIT}"`);
}

/** `short`: IMG_1.xmp, as Adobe's programs look for it; `long`: IMG_1.jpg.xmp, as digiKam and darktable do first. */
export type SidecarNames = 'short' | 'long';

/** The sidecar's path for a photo's. */
export function sidecarName(photo: string, names: SidecarNames): string {
  return names === 'long' ? `${photo}.xmp` : `${photo.replace(/(?<=[^/\\])\.[^./\\]*$/u, '')}.xmp`;
}
