import 'server-only';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * The first key that an object of this text gives twice, or `null`. `JSON.parse` keeps the last value in silence.
 * @param text valid JSON
 */
export function repeatedKey(text: string): string | null {
  // One entry for each object or array around the current token: an object's keys, `null` for an array.
  const around: (Set<string> | null)[] = [];
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') around.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') around.pop();
    const keys = around.at(-1);
    if (token.startsWith('"') && isKey && keys) {
      // Escapes write one key in many ways.
      const key: unknown = JSON.parse(token);
      if (typeof key !== 'string' || keys.has(key)) return String(key);
      keys.add(key);
    }
    isKey = (token === '{' || token === ',') && Boolean(keys);
  }
  return null;
}
