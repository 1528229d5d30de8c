import 'server-only';

/** Deeper JSON, or JSON of more values, is no answer of this API (docs/decisions.md, 51). */
export const MAX_DEPTH = 32;
export const MAX_VALUES = 200_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Strings are mostly short. From this length on the native search is faster than this loop. */
const LONG = 48;

/**
 * Whether a text of JSON is light enough to build: a look at its bytes, before `JSON.parse` makes objects of them. Ten
 * megabytes of brackets would keep the process from answering anybody for seconds. What is no JSON may pass, because
 * `JSON.parse` refuses it.
 *
 * A value is counted by the comma or bracket in front of it.
 */
export function isLight(bytes: Buffer): boolean {
  let depth = 0;
  let values = 0;
  const { length } = bytes;
  for (let at = 0; at < length; at += 1) {
    switch (bytes[at]) {
      case QUOTE:
        at = closingQuote(bytes, at + 1);
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        values += 1;
        if (depth > MAX_DEPTH || values > MAX_VALUES) return false;
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
        break;
      case 0x2c:
        values += 1;
        if (values > MAX_VALUES) return false;
    }
  }
  return true;
}

/** @returns where the string ends that begins at `from`, or the end of the text */
function closingQuote(bytes: Buffer, from: number): number {
  const soon = Math.min(from + LONG, bytes.length);
  let at = from;
  for (; at < soon; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
  }
  for (;;) {
    const end = bytes.indexOf(QUOTE, at);
    if (end === -1) return bytes.length;
    let slashes = end;
    while (slashes > at && bytes[slashes - 1] === BACKSLASH) slashes -= 1;
    if ((end - slashes) % 2 === 0) return end;
    at = end + 1;
  }
}
