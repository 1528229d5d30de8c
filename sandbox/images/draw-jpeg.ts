import sharp from 'sharp';
import { mix32 } from '../world/draw.ts';

/** One tile of grain, laid over every picture: without it, a drawing is a tenth of the size of a photograph. */
function grain(seed: number, side: number, strength: number): Buffer {
  const pixels = Buffer.alloc(side * side * 4);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const value = mix32(seed + pixel);
    pixels[pixel * 4] = value & 255;
    pixels[pixel * 4 + 1] = (value >>> 8) & 255;
    pixels[pixel * 4 + 2] = (value >>> 16) & 255;
    pixels[pixel * 4 + 3] = strength;
  }
  return pixels;
}

export interface Drawing {
  full: Buffer;
  small: Buffer;
}

const TILE = 512;

/** The original and what `optimizedDownload` gives instead, both JPEG; same bytes for the same input. */
export async function drawJpeg(svg: string, grainTile: Buffer): Promise<Drawing> {
  const raw = { width: TILE, height: TILE, channels: 4 as const };
  const flat = await sharp(Buffer.from(svg)).flatten().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = flat.info;
  const picture = () => sharp(flat.data, { raw: { width, height, channels: 3 } });
  const [full, small] = await Promise.all([
    picture()
      .composite([{ input: grainTile, raw, tile: true }])
      .jpeg({ quality: 88 })
      .toBuffer(),
    picture().resize({ width: 640 }).jpeg({ quality: 80 }).toBuffer(),
  ]);
  return { full, small };
}

export function grainTile(seed: number): Buffer {
  return grain(seed, TILE, 44);
}
