import 'server-only';
import { column, typed } from './columns';
import { join, type Sql, sql } from './sql';

/**
 * Keys of `lib/writing/sounds.ts` as integers (FNV-1a, 32 bits): half the size of the texts. Two keys out of a hundred
 * thousand may share a number; such a customer is shown as one that sounds alike, and never as a match.
 */
export function soundCodes(keys: readonly string[]): number[] {
  return [...new Set(keys.map(codeOf))];
}

function codeOf(key: string): number {
  let code = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) code = Math.imul(code ^ key.charCodeAt(index), 0x01000193);
  return code | 0;
}

/** The condition that each word of a text sounds like a word of the name; `null` where the text says no name. */
export function soundsSql(groups: readonly (readonly string[])[]): Sql | null {
  if (groups.length === 0) return null;
  const all = groups.map((keys) => sql`${column('sounds')} && ${typed('sounds', soundCodes(keys))}`);
  return join(all, ' AND ');
}
