import { fold } from './fold';
import { arabicKeys, latinKeys, MAQSURA } from './sound-table';

/**
 * The second reading of a name: as it is said, beside how it is written. Two names sound alike when they share a key for
 * each of their words. `docs/searching-names.md` states what this finds and what it can't.
 *
 * The first letter of a key says what it may be compared with. Latin meets Latin by vowels and consonants (`l`), Arabic
 * meets Arabic by its letters (`r`). Across scripts short vowels don't count: the likely Arabic spellings of a Latin name
 * (`x`) meet the spelling of an Arabic name (`a`). A kept name has the keys of its own script; a text asks for both.
 */

/** Longer names and words are cut: a full walk reads a million names. */
const LONGEST_NAME = 300;
const LONGEST_WORD = 40;
const MOST_WORDS = 12;

type Side = 'kept' | 'asked';

/** The keys under which a name is kept, given in its fields (name, surname). */
export function soundKeys(...names: readonly (string | null)[]): string[] {
  const fields = names.map((name) => keysOfField(name ?? ''));
  // Many customers share a name or a surname, so the keys of each are remembered.
  if (!fields.some(({ reachesOver }) => reachesOver)) return [...new Set(fields.flatMap(({ keys }) => keys))];
  return keptKeys(names.map((name) => wordsOf(name ?? '')));
}

function keptKeys(fields: readonly string[][]): string[] {
  const joined = fields.flatMap((words) => pairsOf(words).flatMap(([one, next]) => wordKeys(one + next, 'joined')));
  return [...new Set([...partsOf(fields.flat()).flatMap(({ key, stem }) => [...key('kept'), ...stem]), ...joined])];
}

/**
 * The keys by which a name is looked for: a kept name sounds alike when it has at least one key of each group. Empty when
 * the text has a word that neither alphabet can say, or nothing but particles.
 */
export function soundGroups(text: string): string[][] {
  const words = wordsOf(text);
  const pairs = pairsOf(words);
  const groups = partsOf(words).map(({ key, written }) => {
    const joined = pairs.filter((pair) => written.some((word) => pair.includes(word)));
    return [...new Set([...key('asked'), ...joined.flatMap(([one, next]) => wordKeys(one + next, 'joined'))])];
  });
  return groups.some((group) => group.length === 0) ? [] : groups;
}

/** Whether a search for `text` finds the name, given in its fields, as one that sounds alike. */
export function soundsLike(text: string, ...names: readonly (string | null)[]): boolean {
  const [groups, kept] = [soundGroups(text), new Set(soundKeys(...names))];
  return groups.length > 0 && groups.every((group) => group.some((key) => kept.has(key)));
}

function wordsOf(name: string): string[] {
  // Folding makes alef maqsura a ya, and here the two differ.
  const text = name.slice(0, LONGEST_NAME).replace(/ى(?!\p{L})/gu, MAQSURA);
  const words = fold(text).split(/\s+/);
  return words.filter((word) => word !== '' && word.length <= LONGEST_WORD).slice(0, MOST_WORDS);
}

const LATIN = /^[a-z]+$/;
const ARABIC = /^[\u0621-\u06d3]+$/;

const ARTICLES = new Set(['al', 'el', 'ul', 'il', 'aal', 'ال']);
const DESCENT = new Set(['bin', 'ibn', 'ben', 'bint', 'binti', 'binte', 'bnt', 'ibne', 'بن', 'ابن', 'بنت']);
/** The article before a letter that swallows its l, as BGN/PCGN and DIN 31635 write it: Ash Shamsi, Ad-Din. */
const ASSIMILATED = /^[aeu](sh|th|dh|[srndtz])$/;

const SERVANT = /^(?:ab+d(?:[aeiou]{1,2}[lrsndtz]?)?|عبد)$/;
const FATHER = /^(?:ab(?:u|o|ou|oo)|ابو|ابي|ابا)$/;
const GOD = /^(?:[aeu]?l+ah?|الله|لله)$/;
const FAITH = /^(?:[aeu][ld])?d(?:i|ee|ii|ie|y)ne?$|^(?:ال)?دين$/;

const JOINED_SERVANT = /^(?:ab+d[aeiou]{1,2}|عبد(?:ال)?)(.{3,})$/;
const JOINED_FATHER = /^(?:ab(?:u|o|ou|oo)|ابو)(.{3,})$/;
const JOINED_GOD = /^(.{2,}?)(?:ul{1,2}ah|ulla|[ao]llah?|الله)$/;
const JOINED_FAITH = /^(.{2,}?)(?:[aeiou][ld]d(?:i|ee|ii|ie|y)ne?|ud(?:i|ee)n|الدين)$/;
const JOINED_ARTICLE = /^(?:[aeu]l(.{4,})|ال(.{2,}))$/;
const JOINED_ASSIMILATED = /^[aeu]((?:ss|shsh|rr|nn|dd|tt|zz|dhdh|thth).{3,})$/;

/** A word of a name, or a compound that is written in one word or in several: Abd al-Rahman, Saif Ullah, Abu Bakr. */
interface Part {
  /** The words as written. */
  written: string[];
  key: (side: Side) => readonly string[];
  /** Keys of the compound's second half, under which it is kept as well. */
  stem: readonly string[];
}

function isArticle(word: string, next: string | undefined): boolean {
  const swallowed = ASSIMILATED.exec(word)?.[1];
  return ARTICLES.has(word) || (swallowed !== undefined && next?.startsWith(swallowed) === true);
}

/** The words without articles and words of descent, those of a compound together. */
function partsOf(words: readonly string[]): Part[] {
  const parts: Part[] = [];
  const bare = words.filter((word, index) => !isArticle(word, words[index + 1]));
  for (let index = 0; index < bare.length; index += 1) {
    const word = bare[index] ?? '';
    const next = bare[index + 1];
    const before = parts.at(-1);
    if (DESCENT.has(word)) continue;
    const prefix = SERVANT.test(word) ? 'abd-' : FATHER.test(word) ? 'abu-' : null;
    if (prefix !== null && next !== undefined && !DESCENT.has(next)) {
      parts.push(
        compound(
          [word, next],
          (side) => (GOD.test(next) ? mark(word, side, `${prefix}allah`) : wrap(prefix, next, '', side)),
          next,
        ),
      );
      index += 1;
    } else if (before?.written.length === 1 && (GOD.test(word) || FAITH.test(word))) {
      const [stem = ''] = before.written;
      const suffix = GOD.test(word) ? '-allah' : '-din';
      parts.splice(
        -1,
        1,
        compound([stem, word], (side) => wrap('', stem, suffix, side), stem),
      );
    } else {
      parts.push({ written: [word], key: (side) => wordKeys(word, side), stem: stemsOf(word) });
    }
  }
  return parts;
}

function compound(written: string[], key: Part['key'], stem: string): Part {
  return { written, key, stem: GOD.test(stem) ? [] : wordKeys(stem, 'kept') };
}

/** Two words that may be written as one elsewhere: Ann Marie, Annmarie. */
function pairsOf(words: readonly string[]): [string, string][] {
  const plain = words.filter((word, index) => !isArticle(word, words[index + 1]) && !DESCENT.has(word));
  return plain.flatMap((word, index): [string, string][] => {
    const next = plain[index + 1];
    return next === undefined ? [] : [[word, next]];
  });
}

/** Most names are of a few thousand different words, and the keys of a word take ten times as long as looking them up. */
const KNOWN_LIMIT = 30_000;

function remembered<T>(compute: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const fresh = compute(word);
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(word, fresh);
    return fresh;
  };
}

const keysOfField = remembered((field) => {
  const words = wordsOf(field);
  // Of these words the other field decides what they mean: name "Omar Abdel", surname "Fattah".
  const reaches = [SERVANT, FATHER, GOD, FAITH, ASSIMILATED];
  const reachesOver = words.some((word) => reaches.some((pattern) => pattern.test(word)));
  return { keys: keptKeys([words]), reachesOver };
});

const keysOfWord = {
  kept: remembered((word) => [...new Set(writingsOf(word).flatMap((writing) => writing('kept')))]),
  asked: remembered((word) => [...new Set(writingsOf(word).flatMap((writing) => writing('asked')))]),
  joined: remembered((word) => spoken(word).filter((key) => key.startsWith('l') || key.startsWith('r'))),
};

function wordKeys(word: string, side: keyof typeof keysOfWord): readonly string[] {
  return keysOfWord[side](word);
}

/** The word as it stands, without its article, and taken apart where it is a compound in one word. */
function writingsOf(word: string): ((side: Side) => readonly string[])[] {
  const writings: ((side: Side) => readonly string[])[] = [(side) => sided(spoken(word), side)];
  const servant = JOINED_SERVANT.exec(word)?.[1];
  if (servant !== undefined) {
    if (GOD.test(servant)) return [...writings, (side) => mark(word, side, 'abd-allah')];
    // Abdulaziz has the article's l, Abdulatif the name's.
    const stems = servant.startsWith('l') ? [servant.slice(1), servant] : [servant];
    return [...writings, ...stems.map((stem) => (side: Side) => wrap('abd-', stem, '', side))];
  }
  const father = JOINED_FATHER.exec(word)?.[1];
  if (father !== undefined) writings.push((side) => wrap('abu-', father, '', side));
  const god = JOINED_GOD.exec(word)?.[1];
  if (god !== undefined) writings.push((side) => wrap('', god, '-allah', side));
  const faith = JOINED_FAITH.exec(word)?.[1];
  if (faith !== undefined) writings.push((side) => wrap('', faith, '-din', side));
  const article = JOINED_ARTICLE.exec(word);
  const bare = article?.[1] ?? article?.[2] ?? JOINED_ASSIMILATED.exec(word)?.[1];
  if (bare !== undefined && god === undefined) writings.push((side) => sided(spoken(bare), side));
  return writings;
}

/** The second halves of a compound in one word. */
const stemsOf = remembered((word): readonly string[] => {
  const stem = JOINED_GOD.exec(word)?.[1] ?? JOINED_FAITH.exec(word)?.[1] ?? JOINED_SERVANT.exec(word)?.[1];
  if (stem === undefined || GOD.test(stem)) return [];
  return spoken(stem);
});

/** The keys of a word with the halves of its compound around them. */
function wrap(before: string, stem: string, after: string, side: Side): readonly string[] {
  return sided(spoken(stem.replace(/^ال(?=..)/, '')), side).map((key) => `${key[0]}${before}${key.slice(1)}${after}`);
}

/** A compound without a stem of its own, in the alphabet of the word. */
function mark(word: string, side: Side, name: string): readonly string[] {
  return sided(LATIN.test(word) ? [`l${name}`, `x${name}`] : [`r${name}`, `a${name}`], side);
}

/** The keys of one word: those of its own alphabet, and those that reach the other one. */
const spoken = remembered((word): readonly string[] => {
  if (LATIN.test(word)) {
    const { heard, written } = latinKeys(word);
    return [...heard.map((key) => `l${key}`), ...written.map((key) => `x${key}`)];
  }
  if (!ARABIC.test(word)) return [];
  return [`r${word.replaceAll(MAQSURA, 'ي')}`, ...arabicKeys(word).map((key) => `a${key}`)];
});

/** A text asks for the other alphabet's keys where a name is kept under its own: `x` and `a` change places. */
function sided(keys: readonly string[], side: Side): string[] {
  if (side === 'kept') return [...keys];
  return keys.map((key) => (key.startsWith('x') ? `a${key.slice(1)}` : key.startsWith('a') ? `x${key.slice(1)}` : key));
}
