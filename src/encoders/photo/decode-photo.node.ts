import { TagweaveError } from '../../domain/errors/errors.ts';
import type { Sharp } from 'sharp';
import { throwIfAborted } from '../download/abort.ts';
import { loadSharp } from '../runtime/native-packages.node.ts';
import type { PhotoDecoder } from './photo.ts';
import {
  broken,
  checkPixels,
  decodedPhoto,
  endedEarly,
  inspectPhoto,
  THUMBNAIL_SIDE,
  unsupported,
  workingSize,
} from './photo.ts';

/** sharp's prebuilt library has no HEVC (patents) and no BMP. */
const ADVICE = 'Save it as JPEG, PNG or WebP and use that.';
const UNREADABLE = new Set(['heic', 'bmp', 'ico', 'jxl', 'psd', 'jp2']);

/** Decodes photos with sharp (Node). First frame of GIF and animated WebP; EXIF orientation applied; transparent becomes white. */
export const nodePhotoDecoder: PhotoDecoder = {
  async decode(file, signal, read) {
    throwIfAborted(signal);
    const { bytes, format, label, lacksEnd } = await inspectPhoto(file, read);
    if (UNREADABLE.has(format)) throw unsupported(label, ADVICE);
    const sharp = await loadSharp();
    throwIfAborted(signal);
    // Where the end marker had to be added, a picture that stops before it is a warning to the decoder.
    const failOn = lacksEnd ? 'warning' : 'truncated';
    const open = (): Sharp => sharp(bytes, { failOn, limitInputPixels: false });
    try {
      const { autoOrient } = await open().metadata();
      checkPixels(autoOrient.width, autoOrient.height);
      const size = workingSize(autoOrient.width, autoOrient.height);
      const upright = open().autoOrient().toColourspace('srgb').flatten({ background: '#fff' });
      const shrunk =
        size.width < autoOrient.width || size.height < autoOrient.height
          ? upright.resize({ ...size, fit: 'fill' })
          : upright;
      const { data, info } = await shrunk.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
      throwIfAborted(signal);
      const rgb = info.channels === 3 ? data : greyToRgb(data, info.channels);
      const image = { width: info.width, height: info.height, data: rgb };
      return decodedPhoto(
        autoOrient,
        () => image,
        async () => {
          const raw = { width: image.width, height: image.height, channels: 3 as const };
          const webp = await sharp(rgb, { raw })
            .resize({ ...workingSize(raw.width, raw.height, THUMBNAIL_SIDE), fit: 'fill' })
            .webp({ quality: 80 })
            .toBuffer();
          return new Blob([new Uint8Array(webp)], { type: 'image/webp' });
        },
      );
    } catch (error) {
      if (error instanceof TagweaveError) throw error;
      if (lacksEnd) throw endedEarly(label, error);
      throw broken(label, 'the picture inside cannot be read', error);
    }
  },
};

function greyToRgb(data: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let pixel = 0; pixel * channels < data.length; pixel++)
    rgb.fill(data[pixel * channels] ?? 0, pixel * 3, pixel * 3 + 3);
  return rgb;
}
