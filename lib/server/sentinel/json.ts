import 'server-only';

/**
 * Parses bytes as JSON; `undefined`, which is no JSON value, when they are not JSON. As in `response.json()`, a byte
 * order mark is dropped and bytes that are not UTF-8 become U+FFFD: one bad byte in a name must not hide a customer.
 */
export function parseJson(bytes: Buffer): unknown {
  return parseJsonText(bytes.toString('utf8'));
}

/** The same for text. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    // The error quotes the text, so it must not leave this function.
    return undefined;
  }
}
