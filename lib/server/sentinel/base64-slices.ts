import 'server-only';
import { randomBytes } from 'node:crypto';
import { parseJsonText } from './json';
import { isLight } from './json-weight';

/** A long data URI that was cut out of a body and already decoded. */
export interface Slice {
  /** The place of its text in the body, without quotes: bytes `start` to `end`, `end` excluded. */
  start: number;
  end: number;
  data: Buffer;
}

export interface SlicedJson {
  /** The document with each cut-out string replaced by a token; `undefined` when the body is no JSON, or too heavy. */
  value: unknown;
  /** The slice behind a token; `undefined` for every other value. */
  sliceOf(value: unknown): Slice | undefined;
}

/** Cutting out shorter strings saves JSON.parse no measurable time. */
const MIN_LENGTH = 256;
const MAX_HEADER = 128;
const OPENING = '"data:';
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * JSON.parse for a body that is mostly base64: long `data:…;base64,` strings are found with memchr, decoded natively
 * and cut out; only the small rest goes through JSON.parse, which keeps all its rules (structure, escapes, repeated
 * keys, what is no JSON). Ten times cheaper on a 4 MB answer, and it blocks the event loop for a tenth of the time.
 *
 * The decoded bytes take the place of their text: afterwards the body is no JSON any more, and belongs to its slices.
 *
 * Why the result is the same as JSON.parse's:
 * - `"data:` whose quote follows a backslash is text inside another string, and stays. Any other `"data:`
 *   either opens a string, or stands where no JSON may continue; a token there is as invalid as the original.
 * - Only a plain header and base64 are cut out, so no escape, control character or multi-byte character is among the
 *   cut bytes. All other text (`\/` escapes, junk) stays for JSON.parse.
 * - Keys stay, because two equal keys would get two different tokens.
 * - Tokens hold 128 random bits, made for this call, so the vendor's text cannot contain one.
 */
export function sliceJson(body: Buffer): SlicedJson {
  if (!isLight(body)) return { value: undefined, sliceOf: () => undefined };
  const nonce = `data;${randomBytes(16).toString('hex')};`;
  const slices = new Map<string, Slice>();
  const rest: string[] = [];
  let kept = 0;
  for (let at = body.indexOf(OPENING); at !== -1; ) {
    const end = body.indexOf(QUOTE, at + OPENING.length);
    if (end === -1) break;
    const slice = body[at - 1] === BACKSLASH ? null : cut(body, at + 1, end);
    if (slice) {
      const token = `${nonce}${slices.size}`;
      slices.set(token, slice);
      rest.push(body.toString('utf8', kept, slice.start), token);
      kept = end;
    }
    // From `end`, not after `at`, so that each byte is read once in any body.
    at = body.indexOf(OPENING, end);
  }
  rest.push(body.toString('utf8', kept));
  return {
    value: parseJsonText(rest.join('')),
    sliceOf: (value) => (typeof value === 'string' ? slices.get(value) : undefined),
  };
}

function cut(body: Buffer, start: number, end: number): Slice | null {
  if (end - start < MIN_LENGTH || isKey(body, end)) return null;
  const header = /^data:[\w.+/;=-]*;base64,/.exec(body.toString('latin1', start, start + MAX_HEADER))?.[0];
  if (header === undefined) return null;
  const payload = start + header.length;
  const data = decodeInPlace(body, payload, end) ?? decodeRange(body, payload, end);
  return data && { start, end, data };
}

function isKey(body: Buffer, closingQuote: number): boolean {
  let next = closingQuote + 1;
  while (body[next] === 0x20 || body[next] === 0x09 || body[next] === 0x0a || body[next] === 0x0d) next += 1;
  return body[next] === COLON;
}

/**
 * The characters that are decoded at once: a multiple of four. The text of a longer part would get fresh memory, which
 * takes the system four times as long as the decoding (4 MB: 3.6 ms of the processor as a whole, 0.9 ms in parts).
 */
const PART = 32 * 1024;

/**
 * Decodes bytes `start` to `end` of a body into their own place, because memory for a second copy costs the system and
 * the garbage collector more than the decoding. Text that it leaves to {@link decodeRange} is as it was: the URL-safe
 * alphabet, and what is not base64. Parts that were decoded by then are encoded again, which gives the same text: they
 * had whole groups of the standard alphabet.
 */
export function decodeInPlace(body: Buffer, start: number, end: number, part = PART): Buffer | null {
  const length = decodedLength(end - start, body.toString('latin1', Math.max(start, end - 2), end));
  if (length === null) return null;
  for (let at = start, done = 0; at < end; at += part) {
    const text = body.toString('latin1', at, Math.min(end, at + part));
    const wanted = at + part < end ? (part / 4) * 3 : length - done;
    const isStandard = !text.includes('-') && !text.includes('_');
    if (!isStandard || body.write(text, start + done, 'base64') !== wanted) {
      body.write(text, at, 'latin1');
      encodeAgain(body, start, at, part);
      return null;
    }
    done += wanted;
  }
  return body.subarray(start, start + length);
}

/** Puts the text of whole parts back, from the last one to the first: the text is longer than its bytes. */
function encodeAgain(body: Buffer, start: number, end: number, part: number): void {
  for (let at = end - part; at >= start; at -= part) {
    const from = start + ((at - start) / 4) * 3;
    body.write(body.toString('base64', from, from + (part / 4) * 3), at, 'latin1');
  }
}

/** As {@link decodeBase64}, for bytes `start` to `end` of a body. Stops at the first part that is not base64. */
export function decodeRange(body: Buffer, start: number, end: number, part = PART): Buffer | null {
  const length = decodedLength(end - start, body.toString('latin1', Math.max(start, end - 2), end));
  if (length === null) return null;
  const data = Buffer.allocUnsafeSlow(length);
  for (let at = start, done = 0; at < end; at += part) {
    const wanted = at + part < end ? (part / 4) * 3 : length - done;
    if (data.write(body.toString('latin1', at, Math.min(end, at + part)), done, 'base64') !== wanted) return null;
    done += wanted;
  }
  return data;
}

/**
 * Decodes base64, or returns `null` when any part of the text is not base64. Node's decoder skips unknown characters,
 * and a skipped character makes the result shorter, so the length of the result proves the text. The URL-safe alphabet
 * and missing padding are accepted.
 */
export function decodeBase64(text: string): Buffer | null {
  const length = decodedLength(text.length, text.slice(-2));
  if (length === null) return null;
  const data = Buffer.from(text, 'base64');
  return data.length === length ? data : null;
}

/** @returns `null` for a length that base64 never has. One of 4n+1 digits could hide a character that Node skips. */
function decodedLength(characters: number, lastTwo: string): number | null {
  const padding = lastTwo === '==' ? 2 : lastTwo.endsWith('=') ? 1 : 0;
  const digits = characters - padding;
  if (digits % 4 === 1 || (padding > 0 && characters % 4 !== 0)) return null;
  return Math.floor((digits * 3) / 4);
}
