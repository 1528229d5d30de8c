import type { AuditPerson } from '@/lib/contracts/audit';
import { fold } from '@/lib/writing/fold';

/** The list shows no more people at once: a longer one is narrowed by typing. */
const SHOWN = 50;

/**
 * The people whose name or address has every typed word, names that begin with a word first.
 *
 * @returns those to show, and how many more there are
 */
export function peopleFound(people: readonly AuditPerson[], typed: string): { shown: AuditPerson[]; more: number } {
  const words = fold(typed).split(' ').filter(Boolean);
  const found = people.flatMap((person) => {
    const name = fold(person.name);
    const all = `${name} ${fold(person.email)}`;
    if (!words.every((word) => all.includes(word))) return [];
    const begins = words.every((word) => ` ${name}`.includes(` ${word}`));
    return [{ person, rank: begins ? 0 : 1 }];
  });
  // Sorting keeps the order of the list among people of one rank.
  const sorted = found.sort((one, other) => one.rank - other.rank).map(({ person }) => person);
  return { shown: sorted.slice(0, SHOWN), more: Math.max(0, sorted.length - SHOWN) };
}
