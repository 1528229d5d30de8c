/** Faults that no test can see, or that the runner cannot count. */
interface Known {
  why: string;
  /** Each the line with the fault in it, so that an entry ends when its line changes. An entry stands for one fault. */
  faults: readonly string[];
}

/** The runner counts failing tests only; a test file that cannot be loaded has none. `npm test` is red all the same. */
const NOT_LOADED = 'The module cannot be loaded then, and every test file that imports it fails.';

export const EQUIVALENTS: Readonly<Record<string, readonly Known[]>> = {
  'lib/kyc/checks.ts': [
    {
      why: '`isDay` is false for `null` as well; the guard is there for the types.',
      faults: ['if (false || !isDay(dateOfBirth)) return null;'],
    },
  ],
  'lib/kyc/expiry.ts': [
    {
      why: 'The guard is there for the types: `isDay(null)` is false, and `null` is not below 0.',
      faults: [
        'one.type === type && true && isDay(one.dateOfExpiry) ? [one.dateOfExpiry] : [],',
        'if (false || !isDay(document.dateOfExpiry)) return false;',
        'return { type, lastDay, days, isListed, isExpired: isListed || (true && days < 0) };',
      ],
    },
    {
      why: '`expiresWithin` is false without days; the guard is there for the types.',
      faults: ["true && expiresWithin(one, within) ? [{ kind: 'expiring', type: one.type, days: one.days }] : [],"],
    },
  ],
  'lib/kyc/countries.ts': [
    {
      why: NOT_LOADED,
      faults: [
        "const ALPHA_2 = new Map(PAIRS.split(' ').map(() => undefined));",
        'export const ALPHA_3: ReadonlyMap<string, string> = new Map([...ALPHA_2].map(() => undefined));',
      ],
    },
    {
      why: 'The table has no key `null`; the guard is there for the types.',
      faults: ['const alpha2 = false ? undefined : ALPHA_2.get(alpha3);'],
    },
  ],
  'lib/kyc/ocr-compare.ts': [
    { why: NOT_LOADED, faults: ['const numberKeys = () => undefined;'] },
    {
      why: 'A text that was split has at least one part.',
      faults: ['const bare = path.pop() ?? "Stryker was here!";'],
    },
    {
      why: 'A candidate is `null` only where the typed value is, and then the function has ended before.',
      faults: [
        'const candidates = [typed, ...(field.alsoTyped?.(person) ?? [])].filter((text) => true);',
        'const candidates = [typed, ...(field.alsoTyped?.(person) ?? [])];',
      ],
    },
  ],
  'lib/server/audit/keys.ts': [
    {
      why: 'A ring is made of the current key and others, so it has a first one; the guard is there for the types.',
      faults: [
        "if (false) throw new TypeError('A key ring needs a key');",
        'if (first === undefined) throw new TypeError("");',
      ],
    },
  ],
  'lib/server/audit/mask.ts': [
    {
      why: 'With an @ after the first place there is a first letter; the default is there for the types.',
      faults: ['const [first = "Stryker was here!"] = email;'],
    },
  ],
  'lib/server/audit/read-checkpoints.ts': [
    {
      why: '`readFile` throws errors with a code alone; the guard is there for the types.',
      faults: [
        'const code = true ? error.code : undefined;',
        "const code = error instanceof Error || 'code' in error ? error.code : undefined;",
      ],
    },
  ],
  'lib/server/audit/row.ts': [
    {
      why: 'Parsing by no schema throws, and the answer is the same.',
      faults: ['if (false) return {};'],
    },
  ],
  'lib/server/auth/oidc-failures.ts': [
    {
      why: 'No pattern fits a code that is no text; the guard is there for the types.',
      faults: [
        'if (true && /^(E[A-Z]|UND_ERR|CERT_|DEPTH_)/.test(error.code)) {',
        "if (('code' in error || typeof error.code === 'string') && /^(E[A-Z]|UND_ERR|CERT_|DEPTH_)/.test(error.code)) {",
        "if ('code' in error && true && /^(E[A-Z]|UND_ERR|CERT_|DEPTH_)/.test(error.code)) {",
      ],
    },
  ],
  'lib/server/auth/password-rules.ts': [
    {
      why: 'The pattern fits every text, and a text that was split has a first part; both are there for the types.',
      faults: [
        String.raw`const last = text.length - (/[^\p{L}]*$/u.exec(text)[0].length ?? 0);`,
        'const [local = "Stryker was here!"] = email.split(\'@\');',
      ],
    },
    {
      why: 'A period beyond half of the text gives the text itself, as the last line does.',
      faults: ['for (let period = 1; period <= text.length * 2; period += 1) {'],
    },
    {
      why: 'A word without letters is too short to be taken out.',
      faults: [
        String.raw`const words = [email, local, name, ...name.split(/\s/), ...SERVICE].map((word) => squashed(folded(word)));`,
      ],
    },
  ],
  'lib/server/auth/seal.ts': [
    {
      why: 'UTF-8 and tags of 16 bytes are the defaults of `node:crypto`.',
      faults: [
        'const sealed = Buffer.concat([nonce, cipher.update(secret, ""), cipher.final(), cipher.getAuthTag()]);',
        'const decipher = createDecipheriv(CIPHER, key.seal, nonce, {});',
      ],
    },
    {
      why: 'A text without these parts opens under no key.',
      faults: [
        "const [version, keyId = \"Stryker was here!\", text = ''] = sealed.split('.');",
        "const [version, keyId = '', text = \"Stryker was here!\"] = sealed.split('.');",
      ],
    },
  ],
  'lib/server/auth/sso-claims.ts': [
    {
      why: 'A text that names no way to sign in says as much as none.',
      faults: [
        'amr: z.array(z.string()).catch(["Stryker was here"]).default([]),',
        'amr: z.array(z.string()).catch([]).default(["Stryker was here"]),',
        'secondFactor: identity.amr.some((way) => SECOND_FACTOR.has(way)) || SECOND_FACTOR.has(identity.acr ?? "Stryker was here!"),',
      ],
    },
  ],
  'lib/server/auth/totp.ts': [
    {
      why: 'otpauth draws 160 bits by itself, and compares the whole token.',
      faults: [
        'const secret = new Secret({});',
        String.raw`if (!/\d{6}$/.test(code)) return null;`,
        String.raw`if (!/^\d{6}/.test(code)) return null;`,
      ],
    },
  ],
  'lib/server/directory/query.ts': [
    {
      why: 'A text without letters and digits has no terms either way, and no filter has the name of another.',
      faults: [
        'const terms = false ? null : parseTerms(text);',
        'const terms = text === "Stryker was here!" ? null : parseTerms(text);',
        'const sorted = named.toSorted(([one], [other]) => (one <= other ? -1 : 1));',
      ],
    },
  ],
  'lib/server/directory/terms.ts': [
    {
      why: 'Plain writing has no two spaces in a row, and only the digits are kept of the other texts.',
      faults: [
        String.raw`const parts = mergeDigits(written.split(/\s/));`,
        'export function contactPattern({ email, phoneNumber = "Stryker was here!" }: LookupBody): string {',
        String.raw`const digits = onlyDigits(written.replace(/(?<=\d)\(0\)/, "Stryker was here!"));`,
      ],
    },
  ],
  'lib/server/sentinel/base64-slices.ts': [
    {
      why: 'The text begins with `data:`. A match further back would leave a comma in the payload, which is refused.',
      faults: [
        String.raw`const header = /data:[\w.+/;=-]*;base64,/.exec(body.toString('latin1', start, start + MAX_HEADER))?.[0];`,
      ],
    },
    {
      why: 'A string without an end is too short by its negative length, and no opening follows the last byte.',
      faults: ['if (end === +1) break;', 'if (false) break;'],
    },
    { why: 'A short way: decoding refuses a backslash as well.', faults: ['if (false) return null;'] },
    {
      why: 'The table has texts alone as its keys; the question is there for the types.',
      faults: ['sliceOf: (value) => (true ? slices.get(value) : undefined),'],
    },
  ],
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
};
