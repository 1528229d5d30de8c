import 'server-only';
import { isLight } from './json-weight';

/**
 * Parses bytes as JSON; `undefined`, which is no JSON value, when they are not JSON, or JSON too deep or of too many
 * values to be an answer. As in `response.json()`, a byte order mark is dropped and bytes that are not UTF-8 become
 * U+FFFD: one bad byte in a name must not hide a customer.
 */
export function parseJson(bytes: Buffer): unknown {
  return isLight(bytes) ? parseJsonText(bytes.toString('utf8')) : undefined;
}

/** The same for text whose weight is known. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    // The error quotes the text, so it must not leave this function.
    return undefined;
  }
}
