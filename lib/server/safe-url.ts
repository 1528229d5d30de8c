import 'server-only';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const MAX_URL = 8_192;

/**
 * An absolute https URL, or http on loopback (for the sandbox): an address to which credentials or a person may be
 * sent.
 */
export function isSafeUrl(text: string): boolean {
  // URL parsers drop white space and control characters silently; a URL "used exactly as it comes" must have none.
  if (text.length > MAX_URL || !/^[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  // A name before the host looks like the host to a person: https://desk.example@evil.example.
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}
