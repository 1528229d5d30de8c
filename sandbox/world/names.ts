import { type CultureKey, NAME_LISTS } from './name-lists.ts';

export interface Name {
  text: string;
  slug: string;
  /** Position among all given names, in code-unit order: sorting a million customers compares numbers. */
  rank: number;
}

export interface Culture {
  female: readonly Name[];
  male: readonly Name[];
  surnames: readonly Name[];
}

/** Letters that carry their mark inside, which Unicode decomposition leaves alone. */
const STUBBORN: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe' };

function slugOf(text: string): string {
  const bare = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[ßøłđıæœ]/g, (letter) => STUBBORN[letter] ?? '');
  return bare.replace(/[^a-z0-9]/g, '').slice(0, 24) || 'customer';
}

function parse(list: string): Name[] {
  return list.split(', ').map((entry) => {
    const [text = '', slug] = entry.split('|');
    return { text, slug: slug ?? slugOf(text), rank: 0 };
  });
}

const cultures = new Map<CultureKey, Culture>();
for (const key of Object.keys(NAME_LISTS) as CultureKey[]) {
  const lists = NAME_LISTS[key];
  cultures.set(key, { female: parse(lists.female), male: parse(lists.male), surnames: parse(lists.surnames) });
}

const given = [...cultures.values()].flatMap(({ female, male }) => [...female, ...male]);
const ordered = [...new Set(given.map(({ text }) => text))].sort();
const rankOf = new Map(ordered.map((text, rank) => [text, rank]));
for (const name of given) name.rank = rankOf.get(name.text) ?? 0;

export function culture(key: CultureKey): Culture {
  const found = cultures.get(key);
  if (!found) throw new Error(`There is no list of names for ${key}.`);
  return found;
}
