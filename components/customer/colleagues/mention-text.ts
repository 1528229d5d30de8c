import { type CustomerNote, NOTE, type NoteColleague } from '@/lib/contracts/notes';
import { fold } from '@/lib/writing/fold';

/** The list below the box shows no more colleagues at once. */
const SHOWN = 8;

/** What stands between an `@` and the caret: a mention that is being typed. `null` where none is. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  // The sign begins a word: an `@` within one belongs to an e-mail address.
  const found = /(?:^|[\s(])@([^\s@][^@\n]{0,40}|)$/u.exec(text.slice(0, caret));
  const typed = found?.[1];
  return typed === undefined ? null : { from: caret - typed.length - 1, typed };
}

/** The colleagues whose name has words that begin like the typed ones. */
export function colleaguesFor(colleagues: readonly NoteColleague[], typed: string): NoteColleague[] {
  const words = fold(typed).split(' ').filter(Boolean);
  return colleagues
    .filter(({ name }) => {
      const folded = ` ${fold(name)}`;
      return words.every((word) => folded.includes(` ${word}`));
    })
    .slice(0, SHOWN);
}

/**
 * The text with the mention in place of what was typed of it, and where the caret goes; `null` where the note has no room
 * for the name.
 */
export function withMention(
  text: string,
  from: number,
  caret: number,
  name: string,
): { text: string; caret: number } | null {
  const rest = text.slice(caret);
  const mention = `@${name}${/^\s/u.test(rest) ? '' : ' '}`;
  const whole = text.slice(0, from) + mention + rest;
  return whole.length > NOTE.most ? null : { text: whole, caret: from + mention.length };
}

/**
 * Those of the chosen colleagues whose mention still stands in the text. Each mention counts for the longest name of a
 * colleague that it holds: "@Ann Lee Smith" does not name Ann Lee.
 *
 * @param before the note that is changed. Colleagues whose name is another one since then stand in it under the old name:
 * they stay while the text mentions somebody
 * @param colleagues everybody whom the text could name, also without being chosen
 */
export function mentionsIn(
  text: string,
  chosen: readonly NoteColleague[],
  before: Pick<CustomerNote, 'text' | 'mentions'> | null,
  colleagues: readonly NoteColleague[] = [],
): string[] {
  const named = namesIn(text, [...chosen, ...colleagues]);
  const stand = chosen.filter(({ name }) => named.has(name));
  const renamed = before?.mentions.filter(({ name }) => text.includes('@') && !before.text.includes(`@${name}`));
  return [...new Set([...stand, ...(renamed ?? [])].map(({ id }) => id))];
}

function namesIn(text: string, colleagues: readonly NoteColleague[]): ReadonlySet<string> {
  const longestFirst = [...new Set(colleagues.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  const named = new Set<string>();
  let rest = text;
  for (const name of longestFirst) {
    if (!rest.includes(`@${name}`)) continue;
    named.add(name);
    // A line's end is in no name, so that what is left does not join to another mention.
    rest = rest.replaceAll(`@${name}`, '\n');
  }
  return named;
}
