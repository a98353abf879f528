// node scripts/icons.mjs: the maskable icons of the installed app, from the page's own icon (src/app/shell/icon.svg). Systems cut
// them to any shape, so the ground fills the square and the sign stays within the safe zone, a circle of 80 % of the width.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from './lib/steps.mjs';

const GROUND = '#14151a';
/** The sign reaches 0.31 of the icon's width from its centre on each axis: at this share its corners stay in the circle. */
const SHARE = 0.84;
const icon = readFileSync(join(ROOT, 'src/app/shell/icon.svg'));

for (const size of [192, 512]) {
  const inner = Math.round(size * SHARE);
  const sign = await sharp(icon, { density: 72 * 12 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  await sharp({ create: { width: size, height: size, channels: 3, background: GROUND } })
    .composite([{ input: sign }])
    .png({ palette: true, compressionLevel: 9 })
    .toFile(join(ROOT, `public/icons/maskable-${size}.png`));
}
