import 'server-only';
import { imageSize } from 'image-size';
import type { ImageType } from '../../contracts/images';

export type ImageVerdict =
  | { shown: true; type: ImageType; width: number | null; height: number | null; bytes: number; data: Buffer }
  | { shown: false; reason: string };

export const NOT_AN_IMAGE = 'Not a JPEG, PNG or WebP image.';
export const EMPTY = 'Empty.';
export const DAMAGED = 'Damaged.';

/**
 * How far the header is looked for. Room for the usual EXIF and colour profiles, and a bound: without a marker the
 * library steps on byte by byte, nine seconds through 30 MB.
 */
const HEADER_BYTES = 256 * 1024;

/**
 * Decides by the bytes alone whether something may be shown, and as what. What a data URI claims is never asked: an SVG
 * or HTML page that calls itself a JPEG must not reach a browser.
 */
export function judgeImage(data: Buffer): ImageVerdict {
  if (data.length === 0) return { shown: false, reason: EMPTY };
  const type = typeByMagic(data);
  if (type === null) return { shown: false, reason: NOT_AN_IMAGE };
  const size = sizeOf(data.subarray(0, HEADER_BYTES));
  // Far into a large file the header may still be fine; the browser finds out, and the page can do without the size.
  if (size === null && data.length <= HEADER_BYTES) return { shown: false, reason: DAMAGED };
  return { shown: true, type, ...(size ?? { width: null, height: null }), bytes: data.length, data };
}

function typeByMagic(data: Buffer): ImageType | null {
  const head = data.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  return head.startsWith('RIFF') && head.endsWith('WEBP') && head.length === 12 ? 'image/webp' : null;
}

/** As a browser will show it: EXIF orientations 5 to 8 lie on their side. `null` when the header can't be read. */
function sizeOf(data: Buffer): { width: number; height: number } | null {
  try {
    const { width, height, orientation } = imageSize(data);
    if (!(width > 0) || !(height > 0)) return null;
    return orientation !== undefined && orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}
