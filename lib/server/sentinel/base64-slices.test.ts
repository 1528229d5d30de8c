import 'server-only';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeInPlace, decodeRange, type SlicedJson, sliceJson } from './base64-slices';
import { isRecord } from './is-record';
import { parseJson } from './json';

const payload = (bytes: number) => Buffer.alloc(bytes, 'image bytes ').toString('base64');
const uri = (bytes = 300) => `data:image/jpeg;base64,${payload(bytes)}`;

/** Puts every cut-out string back, from the body's own bytes, and checks its decoded form on the way. */
function restored(body: Buffer, json: SlicedJson): unknown {
  const walk = (value: unknown): unknown => {
    const slice = json.sliceOf(value);
    if (slice) {
      const text = body.toString('utf8', slice.start, slice.end);
      expect(slice.data.equals(Buffer.from(text.slice(text.indexOf(',') + 1), 'base64'))).toBe(true);
      return text;
    }
    if (Array.isArray(value)) return value.map(walk);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return walk(json.value);
}

function agree(body: Buffer): SlicedJson {
  const json = sliceJson(Buffer.from(body));
  const plain = parseJson(body);
  if (plain === undefined) expect(json.value).toBeUndefined();
  // As text, so that the order of keys and -0 count as well.
  else expect(JSON.stringify(restored(body, json))).toBe(JSON.stringify(plain));
  return json;
}

/** Documents as raw text, so that escapes, repeated keys, odd white space and data URIs turn up anywhere. */
const dataUri = fc
  .tuple(
    fc.constantFrom(
      'data:image/jpeg;base64,',
      '\\"data:image/jpeg;base64,',
      'data:;base64,',
      'data:image/svg+xml,',
      'data:a;base64',
      'DATA:x;base64,',
    ),
    fc.integer({ min: 0, max: 400 }),
    fc.constantFrom('', '', '', '=', '!', '\\/', '\\n', '\\"data:', 'é', '\\u0041', ' ', '\n', '-_'),
  )
  .map(([head, length, odd]) => `"${head}${payload(length)}${odd}"`);
const anyString = fc.oneof(
  dataUri,
  fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
  dataUri.map((text) => JSON.stringify(text)),
  fc.constantFrom('"data:"', '"\\"data:x"', '"\\\\"', '"\\u0064ata:image/png;base64,AA"', '"a"', '"b"'),
);
const space = fc.constantFrom('', '', ' ', '\n\t', '\r\n');
const documents = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyString,
    fc.constantFrom('null', 'true', '-0', '1e3', '12'),
    fc.tuple(fc.array(tie('value'), { maxLength: 4 }), space).map(([items, gap]) => `[${gap}${items.join(`${gap},`)}]`),
    fc
      .tuple(fc.array(fc.tuple(anyString, space, tie('value'), space), { maxLength: 4 }))
      .map(([fields]) => `{${fields.map(([key, a, value, b]) => `${key}${a}:${b}${value}`).join(',')}}`),
  ),
})).value;

describe('sliceJson agrees with JSON.parse', () => {
  it('on arbitrary documents', () => {
    fc.assert(
      fc.property(documents, (text) => void agree(Buffer.from(text))),
      { numRuns: 1_500 },
    );
  });

  it('on broken ones: cut off, spliced, with a byte changed', () => {
    fc.assert(
      fc.property(
        documents,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('"', '\\', '"data:', '{', ',', '\x00', ''),
        (text, a, b, odd) => {
          const from = a % (text.length + 1);
          const to = Math.min(text.length, from + (b % 3));
          agree(Buffer.from(text.slice(0, from) + odd + text.slice(to)));
          agree(Buffer.from(text.slice(0, from)));
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ['the last of repeated keys wins', `{"a":"${uri(300)}","a":"${uri(310)}"}`, 2],
    ['equal data URIs as keys are one key', `{"${uri()}":1,"${uri()}" : 2}`, 0],
    ['a data URI as a key, with white space behind it', `{"${uri()}"\t\r\n :1}`, 0],
    ['256 characters', `["data:image/jpegs;base64,${'A'.repeat(232)}"]`, 1],
    ['255 characters', `["data:image/jpeg;base64,${'A'.repeat(232)}"]`, 0],
    ['the text of a data URI inside a string', JSON.stringify({ a: `see "${uri()}" there` }), 0],
    ['a string that goes on from an escaped quote to a data URI', JSON.stringify([`"${uri()}`]), 0],
    ['a data URI after a string that ends in a backslash', JSON.stringify(['\\', uri()]), 1],
    ['escaped slashes', JSON.stringify([uri()]).replaceAll('/', '\\/'), 0],
    ['a data URI straight after a closing quote', `["a"data:image/jpeg;base64,${payload(300)}"]`, 1],
    ['control characters in the base64', `["data:image/jpeg;base64,${payload(300)}\n"]`, 0],
    ['a byte order mark', `\ufeff["${uri()}"]`, 1],
    ['a data URI as the whole document', `"${uri()}"`, 1],
    ['one without an end', `["${uri()}`, 0],
    ['nothing', '', 0],
  ])('%s', (_what, text, cuts) => {
    const body = Buffer.from(text);
    agree(body);
    expect(countSlices(body)).toBe(cuts);
  });

  it('on bytes that are no UTF-8', () => {
    agree(Buffer.concat([Buffer.from('["'), Buffer.from([0xc3, 0xff, 0xe2, 0x82]), Buffer.from(`","${uri()}"]`)]));
  });
});

/** Tokens are numbered, and only what the parser kept can be asked for: so the text before parsing is looked at. */
function countSlices(body: Buffer): number {
  const parse = JSON.parse;
  let text = '';
  try {
    JSON.parse = (rest: string) => {
      text = rest;
      return parse(rest);
    };
    sliceJson(body);
  } finally {
    JSON.parse = parse;
  }
  return text.match(/data;[0-9a-f]{32};\d+/g)?.length ?? 0;
}

it('stays linear on bodies made to be slow', () => {
  const many = Buffer.from(`[${Array.from({ length: 400_000 }, () => '"data:x"').join(',')}]`);
  const unclosed = Buffer.from(`["${'\\"data:'.repeat(600_000)}"]`);
  const keys = Buffer.from(
    `{${Array.from({ length: 9_000 }, (_, index) => `"data:${'x'.repeat(300)}${index}":1`).join(',')}}`,
  );
  for (const body of [many, unclosed, keys]) {
    // Processor time: the clock on the wall also runs while other programs have the processor.
    const before = process.cpuUsage();
    sliceJson(body);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  }
});

describe('decodeBase64', () => {
  it('gives back what was encoded, in any of its writings', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const data = Buffer.from(bytes);
        for (const text of [
          data.toString('base64'),
          data.toString('base64url'),
          data.toString('base64').replace(/=+$/, ''),
        ]) {
          expect(decodeBase64(text)?.equals(data)).toBe(true);
        }
      }),
    );
  });

  it.each(['A', 'AAAAA', 'AA=', 'AAA==', 'AAAA=', '=', '=='])('refuses %s, which is too long or too short', (text) =>
    expect(decodeBase64(text)).toBeNull(),
  );

  it('refuses whatever has a character that Node would skip', () => {
    const junk = fc.constantFrom('!', ' ', '\n', '=', '\\', '\x00', 'é', '.', '"');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 1_200 }), junk, fc.nat(), (bytes, odd, at) => {
        const text = Buffer.from(bytes).toString('base64').replace(/=+$/, '');
        // Not at the very end, where '=' is padding.
        const place = at % (text.length - 1);
        expect(decodeBase64(text.slice(0, place) + odd + text.slice(place))).toBeNull();
        expect(decodeBase64(text.slice(0, place) + odd + text.slice(place + 1))).toBeNull();
      }),
      { examples: [[new Uint8Array(300), '=', 399]] },
    );
  });
});

describe('decodeRange and decodeInPlace', () => {
  it('agree with decodeBase64, wherever the parts meet and whatever stands at the edges', () => {
    const part = fc.constantFrom(4, 8, 12, 64);
    const odd = fc.constantFrom('', '', '!', '=', '==', '\\', '\x00', 'é', '-_', 'A');
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        part,
        odd,
        fc.nat(),
        fc.nat(9),
        (bytes, size, junk, at, before) => {
          const whole = Buffer.from(bytes).toString('base64');
          const place = at % (whole.length + 1);
          const body = Buffer.from(`${'A'.repeat(before)}${whole.slice(0, place)}${junk}${whole.slice(place)}AAAA`);
          const end = body.length - 4;
          const text = body.toString('latin1', before, end);
          const decoded = decodeBase64(text);
          expect(decodeRange(body, before, end, size)).toEqual(decoded);
          const copy = Buffer.from(body);
          const inPlace = decodeInPlace(copy, before, end, size);
          // What is left to `decodeRange` is as it was, to the last byte.
          if (inPlace === null) expect(copy).toEqual(body);
          else expect(inPlace).toEqual(decoded);
          expect(inPlace === null).toBe(decoded === null || /[-_]/.test(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('decode an image of many parts, and refuse one with a fault in any of them', () => {
    const image = Buffer.alloc(300_000, 'image bytes ');
    const body = Buffer.from(image.toString('base64'));
    expect(decodeRange(body, 0, body.length)?.equals(image)).toBe(true);
    expect(decodeInPlace(Buffer.from(body), 0, body.length)?.equals(image)).toBe(true);
    for (const at of [0, 32_767, 32_768, 200_000, body.length - 1]) {
      const faulty = Buffer.from(body);
      faulty[at] = 0x5c;
      expect(decodeRange(faulty, 0, faulty.length)).toBeNull();
      const kept = Buffer.from(faulty);
      expect(decodeInPlace(kept, 0, kept.length)).toBeNull();
      expect(kept.equals(faulty)).toBe(true);
    }
  });
});
