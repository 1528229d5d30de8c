import 'server-only';

/**
 * The bytes as JSON; `undefined` (which no JSON is) when they aren't. A byte order mark is dropped, and bytes that aren't
 * UTF-8 become U+FFFD, as `response.json()` does: one bad byte in a name must not hide a customer.
 */
export function parseJson(bytes: Buffer): unknown {
  return parseJsonText(bytes.toString('utf8'));
}

/** The same for text. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    // Node quotes the text in the error: it ends here.
    return undefined;
  }
}
