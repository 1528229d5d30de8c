/** Faults that no test can see, or that the runner cannot count. */
export interface Known {
  why: string;
  /** Each the line with the fault in it, so that an entry ends when its line changes. An entry stands for one fault. */
  faults: readonly string[];
}

/** In the room that reads and compares what people write. */
export const WRITING_EQUIVALENTS: Readonly<Record<string, readonly Known[]>> = {
  'lib/writing/compare.ts': [
    {
      why: 'A word that the table lacks stands for itself.',
      faults: [
        "...[\"\", 'MALE', 'ذكر'].map((word) => [word, 'M'] as const),",
        "...[\"\", 'FEMALE', 'انثي'].map((word) => [word, 'F'] as const),",
        "...[\"\", '<', 'UNSPECIFIED', 'NOTSPECIFIED'].map((word) => [word, 'X'] as const),",
      ],
    },
    {
      why: 'No country has a name of three letters; the shorter way is for the codes.',
      faults: ['if (true) {', 'if (bare.length >= 3) {'],
    },
    {
      why: 'The groups of these patterns take part in every match; the defaults are there for the types.',
      faults: [
        "if (match) return days(match[3], String(MONTHS.indexOf(match[2].slice(0, 3) ?? '') + 1), match[1]);",
        'if (match) return days(match[3], String(MONTHS.indexOf(match[2]?.slice(0, 3) ?? "Stryker was here!") + 1), match[1]);',
        "function days(year = \"Stryker was here!\", month = '', day = ''): string[] {",
        "function days(year = '', month = \"Stryker was here!\", day = ''): string[] {",
        "function days(year = '', month = '', day = \"Stryker was here!\"): string[] {",
      ],
    },
  ],
  'lib/writing/contacts.ts': [
    {
      why: 'The next turn takes the next sign, and a pasted text is on one line.',
      faults: [
        'const STOPS_BEFORE = /^[,;\\u060c\\u061b\\s]/;',
        'const STOPS_AFTER = /[,;.:!?\\u060c\\u061b\\u3002\\s]$/;',
        "return decoded(scheme[1]?.toLowerCase() === 'mailto' ? rest.replace(/\\?.*/, '') : rest.replace(/[;?].*$/, ''));",
        "return decoded(scheme[1]?.toLowerCase() === 'mailto' ? rest.replace(/\\?.*$/, '') : rest.replace(/[;?].*/, ''));",
      ],
    },
    {
      why: 'These are always texts; the question mark and the defaults are there for the types.',
      faults: [
        "return decoded(scheme[1].toLowerCase() === 'mailto' ? rest.replace(/\\?.*$/, '') : rest.replace(/[;?].*$/, ''));",
        'const [first = "Stryker was here!", last = \'\'] = [text.charAt(0), text.slice(-1)];',
        'const [first = \'\', last = "Stryker was here!"] = [text.charAt(0), text.slice(-1)];',
      ],
    },
    {
      why: 'A text of one sign has gone before, and a sign that opens and closes counts up and down at once.',
      faults: [
        'return true && closes === last && isBalanced(inside, first, last) ? inside : text;',
        'return text.length >= 1 && closes === last && isBalanced(inside, first, last) ? inside : text;',
        'if (false) return true;',
      ],
    },
    {
      why: 'A common domain is no slip of itself: it has gone before. Two different texts differ before their ends.',
      faults: [
        'if (false) return false;',
        'if (written === meant) return true;',
        'while (true && written[start] === meant[start]) start += 1;',
        'while (start <= written.length && written[start] === meant[start]) start += 1;',
        'const swapped = true && rest.charAt(1) + rest.charAt(0) + rest.slice(2) === wanted;',
        'const swapped = rest.length >= 1 && rest.charAt(1) + rest.charAt(0) + rest.slice(2) === wanted;',
      ],
    },
  ],
  'lib/writing/days.ts': [
    {
      why: '`isDay(null)` is false; the guard is there for the types.',
      faults: ['return false || !isDay(day) ? null : daysBetween(dayOf(now), day);'],
    },
    {
      why: 'Without a match the day is a text that is none, and a text with more around a moment is no valid `Date`.',
      faults: [
        'const [, day = "Stryker was here!", , , , , offset = \'0\'] = SENT_MOMENT.exec(plain) ?? [];',
        'const [, day = \'\', , , , , offset = ""] = SENT_MOMENT.exec(plain) ?? [];',
        "const [, day = '', , , , , offset = '0'] = SENT_MOMENT.exec(plain) ?? [\"Stryker was here\"];",
        String.raw`const SENT_MOMENT = /(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?(Z|[+-](\d{2}):[0-5]\d)$/;`,
        String.raw`const SENT_MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?(Z|[+-](\d{2}):[0-5]\d)/;`,
      ],
    },
  ],
  'lib/writing/fold.ts': [
    {
      why: 'A short way for most texts, with the same result as the long way.',
      faults: [
        'if (false) return plain(text.toLowerCase(), mode);',
        'if (/^[\\w .@+-]$/.test(text)) return plain(text.toLowerCase(), mode);',
      ],
    },
    {
      why: 'What was folded before is folded to the same again; the limit bounds the memory.',
      faults: [
        'if (false) return before;',
        'if (true) known[mode].set(point, folded);',
        'if (false) known[mode].set(point, folded);',
        'if (known[mode].size <= KNOWN_LIMIT) known[mode].set(point, folded);',
        'if (known[mode].size >= KNOWN_LIMIT) known[mode].set(point, folded);',
      ],
    },
    {
      why: 'NFKD takes this letter apart before the table is asked.',
      faults: [
        "...Object.entries({ ٱ: 'ا', ى: 'ي', ی: 'ي', ې: 'ي', ے: 'ي', ة: 'ه', ۀ: \"\", ە: 'ه', ہ: 'ه', ھ: 'ه', ک: 'ك' }),",
      ],
    },
    {
      why: 'A single character is tried, or letters alone.',
      faults: ['const PUNCTUATION = /[!-/:-@[-`{-~]$/;', 'const PUNCTUATION = /^[!-/:-@[-`{-~]/;'],
    },
  ],
  'lib/writing/highlight.ts': [
    {
      why: 'Any other word than "before" stands for "after".',
      faults: ['const to = Math.max(from, edge(text, start + length, ""));'],
    },
  ],
  'lib/writing/icao.ts': [
    {
      why: 'Capitals are looked up: ß is SS by then, and ı is I.',
      faults: [
        "...{ Ä: 'AE', Ö: 'OE', Ü: 'UE', Å: 'AA', Ø: 'OE', Æ: 'AE', Œ: 'OE', ẞ: 'SS', ß: \"\", Þ: 'TH', Ð: 'D', Đ: 'D' },",
        "...{ Ñ: 'N', Ĳ: 'IJ', Ŋ: 'N', Ħ: 'H', Ł: 'L', Ŧ: 'T', ı: \"\" },",
      ],
    },
    {
      why: 'Each list has three entries, and a line has its two parts; the defaults are there for the types.',
      faults: [
        'return names.some((one, choice) => isCutLine(words, mrzWords(surnames[choice] ?? "Stryker was here!"), mrzWords(one), length));',
        "const [cutSurname = \"Stryker was here!\", cutName = ''] = line.slice(0, length).split('<<');",
        'return read.length === whole.length && read.every((word, index) => whole[index].startsWith(word) === true);',
      ],
    },
    {
      why: 'Both sides are written so; and the words that are empty go in the next line.',
      faults: [
        "return text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase();",
        "const words = name.replace(/['’‘ʼ]/g, '').split(/[^\\p{L}\\p{N}]/u);",
      ],
    },
  ],
  'lib/writing/phones.ts': [
    {
      why: 'The next replacement drops every sign but digits and plus.',
      faults: ['.replace(/(?<=\\d ?)\\(0\\)/, "Stryker was here!")'],
    },
    {
      why: 'libphonenumber reads 00 as the dialling prefix of the UAE by itself.',
      faults: [".replace(/^\\+00/, '+');"],
    },
  ],
  'lib/writing/sound-table.ts': [
    {
      why: 'A rule of its own, which comes first, says how an e is heard.',
      faults: [
        "...{ ee: sound(['I'], ['Y']), ie: sound(['I'], ['Y']), ou: sound(['U'], ['W', '']), e: sound([\"\", 'I'], ['']) },",
        "...{ ee: sound(['I'], ['Y']), ie: sound(['I'], ['Y']), ou: sound(['U'], ['W', '']), e: sound(['A', \"\"], ['']) },",
        "...{ ee: sound(['I'], ['Y']), ie: sound(['I'], ['Y']), ou: sound(['U'], ['W', '']), e: sound([], ['']) },",
      ],
    },
    {
      why: 'Every letter and every vowel with its h has an entry; the defaults are there for the types.',
      faults: [
        'const part = parts[index] ?? "Stryker was here!";',
        'const part = parts[index] ?? "Stryker was here!";',
        'const parts = word.match(LATIN_PART) ?? ["Stryker was here"];',
        "return (last ?? CONSONANTS[part] ?? VOWELS[part]).written ?? [''];",
        'return (last ?? CONSONANTS[part] ?? VOWELS[part])?.written ?? ["Stryker was here!"];',
        'return (last ?? CONSONANTS[part] ?? VOWELS[part])?.written ?? [];',
      ],
    },
    {
      why: 'Only the last vowel of a word can have a reading with u beside another, and no e follows it.',
      faults: ["if (/[aeiou]/.test(part)) backBefore = sounds.every(one => one.includes('U'));"],
    },
    {
      why: 'What follows the last letter is no e, i or y in both cases.',
      faults: ["if (part === 'c' && /^[eiy]/.test(parts[index + 1] ?? \"Stryker was here!\")) return ['S'];"],
    },
    {
      why: 'Sixteen readings cut to sixteen stay as they are, and so do fewer.',
      faults: [
        'keys = longer.length >= READINGS ? longer.slice(0, READINGS) : longer;',
        'keys = true ? longer.slice(0, READINGS) : longer;',
      ],
    },
  ],
  'lib/writing/sounds.ts': [
    {
      why: 'The side is compared with "kept" alone.',
      faults: ['asked: remembered((word) => [...new Set(writingsOf(word).flatMap((writing) => writing("")))]),'],
    },
    {
      why: 'A word is on one line, of which the last group takes all, and the earliest match begins at its first letter.',
      faults: [
        'const JOINED_ARTICLE = /^(?:[aeu]l(.{4,})|ال(.{2,}))/;',
        'const JOINED_ASSIMILATED = /^[aeu]((?:ss|shsh|rr|nn|dd|tt|zz|dhdh|thth).{3,})/;',
        'const JOINED_FAITH = /(.{2,}?)(?:[aeiou][ld]d(?:i|ee|ii|ie|y)ne?|ud(?:i|ee)n|الدين)$/;',
        'const JOINED_FATHER = /^(?:ab(?:u|o|ou|oo)|ابو)(.{3,})/;',
        'const JOINED_GOD = /(.{2,}?)(?:ul{1,2}ah|ulla|[ao]llah?|الله)$/;',
        'const JOINED_SERVANT = /^(?:ab+d[aeiou]{1,2}|عبد(?:ال)?)(.{3,})/;',
      ],
    },
    {
      why: 'There is such a word; the defaults are there for the types.',
      faults: [
        'const [stem = "Stryker was here!"] = before.written;',
        'const word = bare[index] ?? "Stryker was here!";',
      ],
    },
    {
      why: 'Empty words are left out afterwards.',
      faults: [String.raw`const words = fold(text).split(/\s/);`],
    },
    {
      why: 'Keys that are worked out anew are the same; remembering them saves time.',
      faults: [
        'if (false) known.clear();',
        'if (false) return [...new Set(fields.flatMap(({ keys }) => keys))];',
        'if (false) return before;',
        'if (known.size < KNOWN_LIMIT) known.clear();',
        'if (known.size > KNOWN_LIMIT) known.clear();',
        'if (true) known.clear();',
      ],
    },
    {
      why: 'No name begins with "undefined"; the guard is there for the types.',
      faults: ['return ARTICLES.has(word) || (true && next?.startsWith(swallowed) === true);'],
    },
    {
      why: 'A capital and a small letter make no word of one alphabet, and so have no keys.',
      faults: ['return next === undefined ? ["Stryker was here"] : [[word, next]];'],
    },
  ],
  'lib/writing/text.ts': [
    {
      why: 'A short way for most texts, with the same result as the long way.',
      faults: [
        'if (/^[!-~]$/.test(text)) return text;',
        'if (false) return text;',
        "if (/^[A-Z0-9-]$/.test(number)) return number.replaceAll('-', '');",
        "if (false) return number.replaceAll('-', '');",
        'if (false) return known;',
        "return text.replace(/\\p{Nd}/gu, (digit) => (digit.length !== 1 && digit <= '9' ? digit : String(digitValue(digit))));",
        "return text.replace(/\\p{Nd}/gu, (digit) => (digit.length === 1 && digit < '9' ? digit : String(digitValue(digit))));",
        'return text.replace(/\\p{Nd}/gu, (digit) => (digit.length === 1 && digit <= "" ? digit : String(digitValue(digit))));',
        'return text.replace(/\\p{Nd}/gu, (digit) => (false ? digit : String(digitValue(digit))));',
        "return text.replace(/\\p{Nd}/gu, (digit) => (true && digit <= '9' ? digit : String(digitValue(digit))));",
      ],
    },
    {
      why: 'A single character is tried: one that has a digit anywhere is a digit.',
      faults: [
        'if (!/[0-9]$/.test(plain)) {',
        'if (!/^[0-9]/.test(plain)) {',
        'while (value < 9 && /\\p{Nd}$/u.test(String.fromCodePoint(point - value - 1))) value += 1;',
        'while (value < 9 && /^\\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;',
      ],
    },
  ],
  'lib/writing/zones.ts': [
    {
      why: '`Intl` itself refuses these names in the oldest Node that we run; newer ones take offsets for zones.',
      faults: [
        String.raw`const ZONE = /[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/;`,
        String.raw`const ZONE = /^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}/;`,
        'if (false) return false;',
        'if (name.length > MAX_NAME && !ZONE.test(name)) return false;',
        'if (false || !ZONE.test(name)) return false;',
        'return new Intl.DateTimeFormat(undefined, { timeZone: name }).format(0) !== "Stryker was here!";',
      ],
    },
    {
      why: 'A range without a day on one side has no spans there; the guards are for the types.',
      faults: [
        'const begun = false ? [] : spansFrom(days.from, zone);',
        'const begun = days.from === null ? ["Stryker was here"] : spansFrom(days.from, zone);',
        'const over = days.to === null ? ["Stryker was here"] : spansFrom(addDays(days.to, 1), zone);',
        '...begun.slice(1).map(({ from }, index) => ({ from: begun[index].until ?? from, until: from })),',
      ],
    },
    {
      why: 'Sixteen hours after midnight no zone is in the day before.',
      faults: ['for (let at = midnight - REACH; at <= midnight + REACH; ) {'],
    },
    {
      why: 'Smaller steps find the same moments, in more time.',
      faults: ['if (false) return other;', 'if (false) same = middle;'],
    },
    {
      why: 'Clocks that are built anew show the same; remembering them saves time, and forgetting them memory.',
      faults: [
        'if (false) return known;',
        'if (true) clocks.clear();',
        'if (false) clocks.clear();',
        'if (clocks.size > MOST_CLOCKS) clocks.clear();',
        'if (clocks.size < MOST_CLOCKS) clocks.clear();',
      ],
    },
    {
      why: 'No zone is exactly that far from UTC.',
      faults: ['if (Math.abs(shown - second) >= REACH) return text;'],
    },
  ],
};
