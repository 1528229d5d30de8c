import 'server-only';
import { imageSize } from 'image-size';
import type { ImageType } from '../../contracts/images';
import { WITHHELD } from '../../words/images';

export type ImageVerdict =
  | { shown: true; type: ImageType; width: number | null; height: number | null; bytes: number; data: Buffer }
  | { shown: false; reason: string };

/**
 * How far the library looks for the header. It needs a bound, because without a marker the library reads byte by byte,
 * which takes nine seconds for 30 MB.
 */
const HEADER_BYTES = 256 * 1024;

/** A browser needs four bytes of memory for each pixel, however small the file is. */
const MAX_PIXELS = 60_000_000;

/**
 * Decides by the bytes alone whether an image may be shown, and as which type. The type in the data URI is ignored,
 * because an SVG or HTML page that claims to be a JPEG must not reach a browser.
 */
export function judgeImage(data: Buffer): ImageVerdict {
  if (data.length === 0) return { shown: false, reason: WITHHELD.empty };
  const type = typeByMagic(data);
  if (type === null) return { shown: false, reason: WITHHELD.notAnImage };
  const size = type === 'image/jpeg' ? sizeOfJpeg(data) : sizeOf(data);
  if (size === null) return { shown: false, reason: WITHHELD.damaged };
  if (size.width * size.height > MAX_PIXELS) return { shown: false, reason: WITHHELD.tooManyPixels };
  return { shown: true, type, ...size, bytes: data.length, data };
}

function typeByMagic(data: Buffer): ImageType | null {
  const head = data.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  return head.startsWith('RIFF') && head.endsWith('WEBP') && head.length === 12 ? 'image/webp' : null;
}

/** The size of a PNG or WebP image, whose header is at the beginning. `null` when it cannot be read. */
function sizeOf(data: Buffer): { width: number; height: number } | null {
  const { width, height } = fromLibrary(data) ?? {};
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
}

/**
 * The size of a JPEG as a browser shows it: EXIF orientations 5 to 8 swap width and height. Read as decoders read it,
 * segment by segment, because any amount of metadata may lie in front of the frame's header. `null` without a size.
 */
function sizeOfJpeg(data: Buffer): { width: number; height: number } | null {
  for (let at = data.indexOf(0xff, 2); at !== -1 && at + 9 < data.length; at = data.indexOf(0xff, at)) {
    const marker = data[at + 1] ?? 0;
    // Fill bytes, stuffed zeros and markers without a segment.
    if (marker === 0xff || marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 1;
    else if (marker === 0xd9 || marker === 0xda) return null;
    else if (isFrameHeader(marker)) {
      const [height, width] = [data.readUInt16BE(at + 5), data.readUInt16BE(at + 7)];
      if (width === 0 || height === 0) return null;
      const { orientation = 1 } = fromLibrary(data) ?? {};
      return orientation >= 5 ? { width: height, height: width } : { width, height };
    } else at += 2 + data.readUInt16BE(at + 2);
  }
  return null;
}

/** SOF0 to SOF15, without the Huffman tables, the extension and the arithmetic conditioning that lie between. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function fromLibrary(data: Buffer): ReturnType<typeof imageSize> | null {
  try {
    return imageSize(data.subarray(0, HEADER_BYTES));
  } catch {
    return null;
  }
}
