/**
 * How names are written in Latin and in Arabic letters: the one table behind `sounds.ts`. `docs/searching-names.md` says
 * where each rule comes from (ALA-LC, BGN/PCGN, DIN 31635, ISO 233, ICAO 9303 part 3, national spellings).
 *
 * A writing stands for one or several sounds, the likeliest first. Capital letters are consonants and long vowels; `$` is
 * sh, `X` kh, `C` tch, `^` a vowel or ayn at the beginning of a word.
 */

/** `heard`: with its vowels, for Latin against Latin. `written`: as Arabic would write it, which leaves short vowels out. */
interface Sound {
  heard: readonly string[];
  written: readonly string[];
}

const both = (...sounds: string[]): Sound => ({ heard: sounds, written: sounds });
const sound = (heard: string[], written: string[]): Sound => ({ heard, written });

const CONSONANTS: Readonly<Record<string, Sound>> = {
  // Digraphs of the romanisations, then French, German and English ones.
  ...{ sh: both('$'), kh: both('X'), gh: both('G'), dh: both('D', 'Z'), th: sound(['T', 'S'], ['T', 'S', 'TH']) },
  ...{ ch: both('$', 'C'), dj: both('J'), sch: both('$'), tch: both('C'), zh: both('J'), ph: both('F'), ck: both('K') },
  ...{ b: both('B'), c: both('K'), d: both('D'), f: both('F'), h: both('H'), j: both('J'), k: both('K'), l: both('L') },
  ...{
    m: both('M'),
    n: both('N'),
    q: both('K'),
    r: both('R'),
    s: both('S'),
    t: both('T'),
    x: both('KS'),
    z: both('Z'),
  },
  // Egypt says g where the tables have j. Arabic has no p and no v.
  ...{ g: both('G', 'J'), p: sound(['P'], ['B']), v: sound(['V'], ['F']) },
  // Long u and w are one letter, and so are long i and y.
  ...{ w: sound(['U'], ['W']), y: sound(['I'], ['Y']) },
};

/** Vowels in the middle of a word. A single one may be short, and then Arabic doesn't write it. */
const VOWELS: Readonly<Record<string, Sound>> = {
  ...{ a: sound(['A'], ['', 'A']), aa: sound(['A'], ['A', '']), i: sound(['I'], ['', 'Y']), ii: sound(['I'], ['Y']) },
  ...{ u: sound(['U'], ['', 'W']), o: sound(['U'], ['', 'W']), uu: sound(['U'], ['W']), oo: sound(['U'], ['W']) },
  ...{ ee: sound(['I'], ['Y']), ie: sound(['I'], ['Y']), ou: sound(['U'], ['W', '']), e: sound(['A', 'I'], ['']) },
  ...{ aee: sound(['AI'], ['Y', 'AY']), ai: sound(['AI'], ['Y', 'AY']), ay: sound(['AI'], ['Y', 'AY']) },
  ...{ ei: sound(['AI', 'I'], ['Y']), ey: sound(['AI', 'I'], ['Y']) },
  ...{ au: sound(['AU'], ['W', 'AW']), aw: sound(['AU'], ['W', 'AW']) },
  // German and Nordic digraphs, which folding has made a, o and u elsewhere; `ae` also stands for a-hamza-i (Raed).
  ...{ ae: sound(['A', 'AI'], ['A', 'AY', 'Y', '']), oe: sound(['U'], ['W', '']), ue: sound(['U'], ['W', '']) },
};

/** A vowel at the beginning of a word always has a letter: alef or ayn. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  ...{
    a: ['^', '^A'],
    aa: ['^A', '^'],
    ae: ['^', '^A'],
    e: ['^', '^Y'],
    i: ['^', '^Y'],
    o: ['^', '^W'],
    u: ['^', '^W'],
  },
  ...{ ee: ['^Y'], ei: ['^Y'], ey: ['^Y'], ai: ['^Y', '^AY'], ay: ['^Y', '^AY'], oo: ['^W'], ou: ['^W', '^'] },
};

/** A vowel at the end has one too: alef, ta marbuta, ya or waw. */
const LAST: Readonly<Record<string, Sound>> = {
  ...{ a: both('A'), aa: both('A'), ah: sound(['A'], ['A', 'AH', 'H']), e: both('', 'A') },
  ...{ eh: sound(['IH'], ['H', 'A']), i: sound(['I'], ['Y']), u: sound(['U'], ['W']), o: sound(['U'], ['W']) },
  ...{ ou: sound(['U'], ['W']), ei: sound(['AI', 'I'], ['Y']) },
};

const ARABIC: Readonly<Record<string, readonly string[]>> = {
  ...{ ا: ['A'], ب: ['B'], ت: ['T'], ث: ['T', 'S'], ج: ['J'], ح: ['H'], خ: ['X'], د: ['D'], ذ: ['D', 'Z'], ر: ['R'] },
  ...{ ز: ['Z'], س: ['S'], ش: ['$'], ص: ['S'], ض: ['D', 'Z'], ط: ['T'], ظ: ['Z', 'D'], ع: [''], غ: ['G'], ف: ['F'] },
  ...{ ق: ['K'], ك: ['K'], ل: ['L'], م: ['M'], ن: ['N'], ه: ['H'], و: ['W'], ي: ['Y'], ء: [''] },
  // Persian, Urdu and the loan letters of Arabic keyboards.
  ...{ پ: ['B'], چ: ['C'], ژ: ['J'], گ: ['G'], ڤ: ['F'], ٹ: ['T'], ڈ: ['D'], ڑ: ['R'], ں: ['N'] },
};
/** Alef maqsura at the end of a word (`MAQSURA` stands for it) is a; Egypt also writes ya so. Final ha may be ta marbuta. */
export const MAQSURA = 'ۍ';
const ARABIC_LAST: Readonly<Record<string, readonly string[]>> = { [MAQSURA]: ['A', 'Y'], ه: ['A', 'H'] };

/** Spellings that follow no rule. Doubled consonants are single here. */
const IRREGULAR: readonly (readonly [RegExp, string])[] = [
  // Turkish, Persian and English e for a in these two names alone: Hamed isn't Hamad.
  [/^(ahm|m[ou]u?ham)e[dt]$/, '$1ad'],
  // Abbreviations of Gulf, Malay and Bengali documents.
  [/^(mohd|muhd|mhd|md|mohamd|muhamd)$/, 'muhamad'],
  [/^fatm(a|ah|e|eh)$/, 'fatima'],
  [/^y(u|ou|oo)nu?s$/, 'yunis'],
  [/^sol[ei]man$/, 'suleiman'],
  // The Gulf's vowel between two last consonants. Not as a rule: Nasr isn't Nasir.
  [/^(f|sh)ahd$/, '$1ahad'],
  [/^(bad|bak|saq|sak|faj)r$/, '$1er'],
];
/** Names that Arabic writes as nobody would guess: the spelling to take instead. */
const AS_ARABIC: Readonly<Record<string, string>> = {
  ...{ amr: 'عمرو', amro: 'عمرو', ishaq: 'اسحاق', ishak: 'اسحاق', ishaaq: 'اسحاق', طه: 'طاها', يس: 'ياسين' },
};

/** So many readings of one word are kept, the likeliest first. */
const READINGS = 16;

const LATIN_PART = new RegExp(
  [...Object.keys(CONSONANTS), ...Object.keys(VOWELS)].sort((one, other) => other.length - one.length).join('|'),
  'g',
);

/** The keys of a word in Latin letters, folded: as heard, and as Arabic might write it. */
export function latinKeys(word: string): Sound {
  const single = word.replace(/([b-df-hj-np-tvxz])\1+/g, '$1').replace(/([dkgst]h)\1/g, '$1');
  const plain = IRREGULAR.reduce((text, [pattern, regular]) => text.replace(pattern, regular), single);
  const parts = partsOf(plain);
  let backBefore = false;
  const heard = parts.map((part, index) => {
    const sounds = heardAt(parts, index, backBefore);
    if (/[aeiou]/.test(part)) backBefore = sounds.some((one) => one.includes('U'));
    return sounds;
  });
  const respelt = AS_ARABIC[plain];
  const written =
    respelt === undefined ? expand(parts.map((_, index) => writtenAt(parts, index))) : arabicKeys(respelt);
  return { heard: expand(heard), written };
}

/** The keys of a word in Arabic letters, folded. */
export function arabicKeys(word: string): readonly string[] {
  const letters = [...(AS_ARABIC[word] ?? word)];
  return expand(
    letters.map((letter, index) => {
      if (index === 0 && (letter === 'ا' || letter === 'ع')) return ['^'];
      const last = index === letters.length - 1 && index > 0 ? ARABIC_LAST[letter] : undefined;
      return last ?? ARABIC[letter] ?? [''];
    }),
  );
}

/** Digraphs first; a final h after a or e belongs to the vowel. */
function partsOf(word: string): string[] {
  const parts = word.match(LATIN_PART) ?? [];
  const [before, last] = parts.slice(-2);
  return last === 'h' && (before === 'a' || before === 'e') ? [...parts.slice(0, -2), `${before}h`] : parts;
}

function heardAt(parts: readonly string[], index: number, backBefore: boolean): readonly string[] {
  const part = parts[index] ?? '';
  const last = index === parts.length - 1 && index > 0 ? LAST[part] : undefined;
  if (last !== undefined) return last.heard;
  if (part === 'c' && /^[eiy]/.test(parts[index + 1] ?? '')) return ['S'];
  if (part !== 'e') return (CONSONANTS[part] ?? VOWELS[part])?.heard ?? [''];
  const hasVowel = (some: readonly string[]) => some.some((one) => /[aeiouy]/.test(one));
  // Leila, Sherif: e for a or i. Khaled, Salem: i. Youssef: u after u.
  if (hasVowel(parts.slice(index + 1)) || !hasVowel(parts.slice(0, index))) return ['A', 'I'];
  return backBefore ? ['I', 'U'] : ['I'];
}

function writtenAt(parts: readonly string[], index: number): readonly string[] {
  const part = parts[index] ?? '';
  if (index === 0) return FIRST[part] ?? (CONSONANTS[part] ?? VOWELS[part])?.written ?? [''];
  const last = index === parts.length - 1 ? LAST[part] : undefined;
  return (last ?? CONSONANTS[part] ?? VOWELS[part])?.written ?? [''];
}

/** Every way through the alternatives, with repeated vowels made one. */
function expand(alternatives: readonly (readonly string[])[]): readonly string[] {
  let keys = [''];
  for (const choices of alternatives) {
    const longer = choices.flatMap((choice) => keys.map((key) => key + choice));
    keys = longer.length > READINGS ? longer.slice(0, READINGS) : longer;
  }
  return [...new Set(keys.map((key) => key.replace(/([AIUYW])\1+/g, '$1')))];
}
