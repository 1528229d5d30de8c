import { type Known, WRITING_EQUIVALENTS } from './writing-equivalents.ts';

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
  ...WRITING_EQUIVALENTS,
};
