import 'server-only';
import type { ImageGroup, ShownImage, WithheldImage } from '../../contracts/images';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { imageLabel, WITHHELD } from '../../words/images';
import { isCustomerUuid, malformed } from './answers';
import { decodeBase64, type SlicedJson, sliceJson } from './base64-slices';
import { type ImageVerdict, judgeImage } from './image-kind';
import { isRecord } from './is-record';
import type { NamedCall } from './transport';
import { itemsOf } from './values';

/** An image with its bytes, or the reason why it has none. */
export type DecodedImage = (ShownImage & { data: Buffer }) | WithheldImage;

/** The images of one answer of the call with images. The desk keeps none of them after its answer to the browser. */
export interface DecodedImages {
  uuid: string;
  images: DecodedImage[];
}

/** The same with the memory that they were promised. */
export interface RevealedImages extends DecodedImages {
  /** Gives the memory back, once the images were sent or dropped. May be called twice. */
  release: () => void;
}

const MAX_FRAMES = 50;
const MAX_DOCUMENTS = 10;
const SIDES = [
  ['frontImage', 'front'],
  ['backImage', 'back'],
  ['idImage', 'portrait'],
] as const;

/**
 * Reads the answer of call 1 for its images alone.
 *
 * Missing and null fields give no entry. Every other value gives one, shown or with a reason why not, so that an
 * unreadable image does not look like an absent one. Ids are stable: `liveness-1`, `reference`, `passport-front` and so
 * on.
 *
 * @throws SentinelError `malformed` when the body is not JSON or has no usable uuid
 */
export function readImages(call: NamedCall, body: Buffer): DecodedImages {
  const json = sliceJson(body);
  const data = isRecord(json.value) ? json.value.data : undefined;
  if (!isRecord(data) || !isCustomerUuid(data.uuid)) throw malformed(call);

  const images: DecodedImage[] = [];
  const add = (value: unknown, id: string, group: ImageGroup) => {
    if (value !== null && value !== undefined) images.push({ id, group, label: imageLabel(id), ...judge(value, json) });
  };

  const frames = Array.isArray(data.isLiveFaces) ? data.isLiveFaces : itemsOf(data.isLiveFaces);
  frames.slice(0, MAX_FRAMES).forEach((frame: unknown, index) => {
    add(frame, `liveness-${index + 1}`, 'liveness');
  });
  add(data.idFace, 'reference', 'reference');
  for (const type of KNOWN_DOCUMENTS) {
    const documents = itemsOf(data[type]).filter(isRecord).slice(0, MAX_DOCUMENTS);
    documents.forEach((document, index) => {
      const copy = index === 0 ? '' : `-${index + 1}`;
      for (const [field, side] of SIDES) {
        add(document[field], `${type}${copy}-${side}`, type);
      }
    });
  }
  return { uuid: data.uuid, images: inOneMemory(images, body) };
}

/**
 * Images lie in the memory of the body, and keep it. Where one has memory of its own, because its text was no plain
 * base64, the others get their own as well: together they hold no more than the body did.
 */
function inOneMemory(images: DecodedImage[], body: Buffer): DecodedImage[] {
  const isApart = (image: DecodedImage) => image.shown && image.data.buffer !== body.buffer;
  if (!images.some(isApart)) return images;
  return images.map((image) => (image.shown && !isApart(image) ? { ...image, data: Buffer.from(image.data) } : image));
}

/** The bytes decide. A header in front of the base64, `data:` or none, is never asked. */
function judge(value: unknown, json: SlicedJson): ImageVerdict {
  const slice = json.sliceOf(value);
  if (slice) return judgeImage(slice.data);
  if (typeof value !== 'string') return { shown: false, reason: WITHHELD.notAnImage };
  const text = value.trim();
  if (text === '') return { shown: false, reason: WITHHELD.empty };
  const comma = text.indexOf(',');
  // Line breaks are allowed inside a data URI's base64 (the URL standard's "forgiving" decoding).
  const data = decodeBase64(text.slice(comma + 1).replace(/[\t\n\f\r ]+/g, ''));
  if (data !== null) return judgeImage(data);
  return { shown: false, reason: /^data:[^,]{0,200};base64,/i.test(text) ? WITHHELD.damaged : WITHHELD.notAnImage };
}
