import exifr from 'exifr';
import { nearestCity } from './nearest-city.ts';
import type { NearCity } from './nearest-city.ts';

/** What the file of a photo says of when and where it was taken. */
export interface PhotoFacts {
  /** `2024-05-12`, by the camera's clock; null where it does not say. */
  readonly day: string | null;
  /** A place somebody wrote into the file, the smallest first; empty where nobody did. */
  readonly written: readonly string[];
  /** Whether it names a spot, and the city there; `city` null: far from any that is known here. */
  readonly spot: { readonly city: NearCity | null } | null;
}

const NOTHING: PhotoFacts = { day: null, written: [], spot: null };

/**
 * Reads EXIF, IPTC and XMP of a photo, and of them only day, coordinates and names of places. Called when the person asks; nothing of
 * it is kept. A file whose metadata cannot be read says nothing.
 */
export async function readPhotoFacts(photo: Blob): Promise<PhotoFacts> {
  let found: unknown;
  try {
    found = await exifr.parse(await photo.arrayBuffer(), {
      tiff: true,
      // Its types know no “off”: one tag that is not used.
      ifd0: { pick: ['ModifyDate'] },
      exif: { pick: ['DateTimeOriginal', 'CreateDate'] },
      gps: { pick: ['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'] },
      iptc: true,
      xmp: true,
      mergeOutput: true,
      reviveValues: false,
    });
  } catch {
    return NOTHING;
  }
  if (typeof found !== 'object' || found === null) return NOTHING;
  const facts = found as Readonly<Record<string, unknown>>;
  const written = ['City', 'Country'].flatMap((name) => {
    const text = facts[name];
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [];
  });
  return {
    day: dayOf(facts['DateTimeOriginal']) ?? dayOf(facts['CreateDate']),
    written,
    spot: await spotOf(facts['latitude'], facts['longitude']),
  };
}

/** EXIF: "2024:05:12 18:32:00", blanks or zeros where the camera did not know; XMP: ISO 8601. */
function dayOf(written: unknown): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})[:-](\d\d)[:-](\d\d)/u.exec(String(written)) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day) || year < '1826'
    ? null
    : `${year}-${month}-${day}`;
}

async function spotOf(latitude: unknown, longitude: unknown): Promise<PhotoFacts['spot']> {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  // Zero and zero, in the sea off Africa, is what devices write that do not know.
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude) || (latitude === 0 && longitude === 0)) return null;
  const { default: table } = await import('./cities.json');
  return { city: nearestCity(table, latitude, longitude) };
}
