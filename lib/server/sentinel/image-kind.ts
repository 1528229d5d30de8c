import 'server-only';
import { imageSize } from 'image-size';
import type { ImageType } from '../../contracts/images';
import { WITHHELD } from '../../words/images';

export type ImageVerdict =
  | { shown: true; type: ImageType; width: number | null; height: number | null; bytes: number; data: Buffer }
  | { shown: false; reason: string };

/**
 * How far we look for the header. That leaves room for the usual EXIF and colour profiles. It needs a bound, because
 * without a marker the library reads byte by byte, which takes nine seconds for 30 MB.
 */
const HEADER_BYTES = 256 * 1024;

/**
 * Decides by the bytes alone whether an image may be shown, and as which type. The type in the data URI is ignored,
 * because an SVG or HTML page that claims to be a JPEG must not reach a browser.
 */
export function judgeImage(data: Buffer): ImageVerdict {
  if (data.length === 0) return { shown: false, reason: WITHHELD.empty };
  const type = typeByMagic(data);
  if (type === null) return { shown: false, reason: WITHHELD.notAnImage };
  const size = sizeOf(data.subarray(0, HEADER_BYTES));
  // In a large file the header may lie further on. The browser can still show it, and the page does not need the size.
  if (size === null && data.length <= HEADER_BYTES) return { shown: false, reason: WITHHELD.damaged };
  return { shown: true, type, ...(size ?? { width: null, height: null }), bytes: data.length, data };
}

function typeByMagic(data: Buffer): ImageType | null {
  const head = data.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  return head.startsWith('RIFF') && head.endsWith('WEBP') && head.length === 12 ? 'image/webp' : null;
}

/**
 * The size as a browser shows it: EXIF orientations 5 to 8 swap width and height. `null` when the header cannot be
 * read.
 */
function sizeOf(data: Buffer): { width: number; height: number } | null {
  try {
    const { width, height, orientation } = imageSize(data);
    if (!(width > 0) || !(height > 0)) return null;
    return orientation !== undefined && orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}
