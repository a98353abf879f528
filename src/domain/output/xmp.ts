import type { OutputPost } from './tag-output.ts';

/** Stands in the toolkit attribute of every sidecar of ours; other programs put their own name there. */
const TOOLKIT = 'Tagweave';
/** A comment with the digest of all the rest: a sidecar is replaced only as long as it fits. */
const DIGEST = / <!-- Tagweave ([\da-f]{8}) -->\n/u;

/** Characters that XML 1.0 cannot hold at all, not even escaped; half surrogate pairs among them. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function text(plain: string): string {
  return plain.replace(IMPOSSIBLE, '').replace(/[&<>]/g, (character) => ESCAPES[character] ?? '');
}

/** A property with a text that may stand in several languages; ours is in one that is not known. Nothing where there is no text. */
function languageText(property: string, plain: string): string {
  if (plain.trim() === '') return '';
  return `   <${property}>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">${text(plain)}</rdf:li>
    </rdf:Alt>
   </${property}>
`;
}

/** The ending of a photo's name, as it is written there; empty where it has none. */
function endingOf(photo: string): string {
  return /(?<=[^/\\])\.([^./\\]+)$/u.exec(photo)?.[1] ?? '';
}

/**
 * An XMP sidecar (ISO 16684-1): the tags as keywords (`dc:subject`), the caption as description (`dc:description`), what the photo
 * shows as alt text (`Iptc4xmpCore:AltTextAccessibility`, IPTC Photo Metadata), as Lightroom, digiKam, darktable and exiftool read them. Keywords carry no `#`. `photoshop:SidecarForExtension` says which of several photos of
 * one name it belongs to, as Adobe's own sidecars do.
 */
export function xmpSidecar({
  name = '',
  caption,
  tags,
  altText = '',
}: Pick<OutputPost, 'caption' | 'tags' | 'altText'> & Partial<Pick<OutputPost, 'name'>>): string {
  const ending = endingOf(name);
  const keywords = tags.map(({ label }) => `     <rdf:li>${text(label)}</rdf:li>\n`).join('');
  const description =
    languageText('dc:description', caption) + languageText('Iptc4xmpCore:AltTextAccessibility', altText);
  const belongs =
    ending === ''
      ? ''
      : `   <photoshop:SidecarForExtension>${text(ending)}</photoshop:SidecarForExtension>
`;
  const packet = (digest: string): string => `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${TOOLKIT}">
${digest} <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
   <dc:subject>
    <rdf:Bag>
${keywords}    </rdf:Bag>
   </dc:subject>
${description}${belongs}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;
  return packet(` <!-- ${TOOLKIT} ${digestOf(packet(''))} -->\n`);
}

/** True for a sidecar that {@link xmpSidecar} made: photo managers that write to one put their own name there. */
export function isOwnSidecar(content: string): boolean {
  return content.includes(`x:xmptk="${TOOLKIT}"`);
}

/** True for a sidecar of ours that nobody, not even an editor or a script, has changed since. */
export function isUntouched(content: string): boolean {
  return DIGEST.exec(content)?.[1] === digestOf(content.replace(DIGEST, ''));
}

/** FNV-1a of the UTF-16 code units, 8 hexadecimal digits: notices a change, proves nothing. */
function digestOf(content: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < content.length; at += 1) hash = Math.imul(hash ^ content.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** False when the sidecar, one of ours, says that it belongs to a photo of the same name and another ending. */
export function isSidecarOf(content: string, photo: string): boolean {
  const ending = /<photoshop:SidecarForExtension>([^<]*)</u.exec(content)?.[1];
  return ending === undefined || ending === text(endingOf(photo));
}

/** `short`: IMG_1.xmp, as Adobe's programs look for it; `long`: IMG_1.jpg.xmp, as digiKam and darktable do first. */
export type SidecarNames = 'short' | 'long';

/** The sidecar's path for a photo's. */
export function sidecarName(photo: string, names: SidecarNames): string {
  return names === 'long' ? `${photo}.xmp` : `${photo.replace(/(?<=[^/\\])\.[^./\\]*$/u, '')}.xmp`;
}
