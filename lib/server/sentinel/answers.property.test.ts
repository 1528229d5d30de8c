import 'server-only';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { DETAIL, ROW } from '../../../e2e/support/vendor/example-answers';
import type { CustomerField, DocumentField, RowField } from '../../contracts/customer';
import { IMAGE_TYPES } from '../../contracts/images';
import { DEFAULT_LIST } from '../../contracts/list-params';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { readCustomer, readLink, readPage, readSaved, readSelf } from './answers';
import type { SentinelCustomer, SentinelPage } from './customer';
import { SentinelError } from './errors';
import { type DecodedImages, readImages } from './images';
import { isRecord } from './is-record';
import type { NamedCall } from './transport';

const CALL: NamedCall = { name: 'test' };

/**
 * The promises of `lib/contracts`, written a second time and strictly: an extra key is a leak, a wrong type a crash.
 */
const uuid = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/);
const text = z.string().max(100_000).nullable();
const flag = z.boolean().nullable();
const number = z.number().nullable();
const day = z
  .string()
  .refine((value) => new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) === value)
  .nullable();
/** What Postgres can't keep in JSON, and what would turn a line of text around. */
function isHarmless(given: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(given);
}
const instant = z
  .string()
  .refine((value) => !Number.isNaN(new Date(value).getTime()))
  .nullable();
const unreadable = <Field extends string>() =>
  z.exactOptional(
    z.array(z.strictObject({ field: z.custom<Field>(), given: z.string().max(201).refine(isHarmless) })).min(1),
  );
const person = {
  uuid,
  status: z.int().nullable(),
  name: text,
  surname: text,
  gender: text,
  nationality: text,
};
const contact = { email: text, phoneNumber: text, updatedAt: instant };
const summary = {
  unreadable: unreadable<DocumentField>(),
  type: z.enum(KNOWN_DOCUMENTS),
  dateOfExpiry: day,
  idMatch: flag,
};
const customerDto: z.ZodType<SentinelCustomer> = z.strictObject({
  ...person,
  ...contact,
  unreadable: unreadable<CustomerField>(),
  dateOfBirth: day,
  isLive: flag,
  isLiveScore: number,
  createdAt: instant,
  documents: z
    .array(
      z.strictObject({
        ...summary,
        number: text,
        dateOfIssue: day,
        authority: text,
        countryOfIssue: text,
        passportType: text,
        placeOfIssue: text,
        idScore: number,
        idClassificationPassed: flag,
        ocr: z.array(z.strictObject({ key: z.string().min(1), value: z.string().max(10_000) })).max(200),
      }),
    )
    .max(150),
});
const pageDto: z.ZodType<SentinelPage> = z.strictObject({
  rows: z.array(
    z.strictObject({
      ...person,
      ...contact,
      documents: z.array(z.strictObject(summary)),
      unreadable: unreadable<RowField>(),
      expiredDocuments: z.array(z.string()).refine((names) => new Set(names).size === names.length),
      documentNumbers: z.array(z.string().min(1).max(1_000)),
    }),
  ),
  page: z.int().min(1),
  perPage: z.int().min(1),
  total: z.int().min(0),
  saidTotal: z.int().min(0).nullable(),
  lastPage: z.int().min(1),
  skippedRows: z.int().min(0),
  skipped: z.array(z.string().max(201)),
});
const slot = { id: z.string().regex(/^[\w-]+$/), group: z.string(), label: z.string() };
const shown = { shown: z.literal(true), type: z.enum(IMAGE_TYPES), bytes: z.int(), width: number, height: number };
const imagesDto = z.strictObject({
  uuid,
  images: z.array(
    z.union([
      z.strictObject({ ...slot, ...shown, data: z.instanceof(Buffer) }),
      z.strictObject({ ...slot, shown: z.literal(false), reason: z.string() }),
    ]),
  ),
});
const savedDto = z.strictObject({ uuid: z.literal('c-1'), email: text, phoneNumber: text, updatedAt: instant });

const READERS: [name: string, dto: z.ZodType, read: (body: Buffer) => unknown][] = [
  ['readCustomer', customerDto, (body) => readCustomer(CALL, body)],
  ['readPage', pageDto, (body) => readPage(CALL, body, DEFAULT_LIST)],
  ['readImages', imagesDto, (body): DecodedImages => readImages(CALL, body)],
  ['readSaved', savedDto, (body) => readSaved({ ...CALL, write: true }, body, { uuid: 'c-1', email: 'a@example.com' })],
  ['readSelf', z.strictObject({ uuid: text, name: text }), (body) => readSelf(CALL, body)],
  ['readLink', z.string().startsWith('http'), (body) => readLink(CALL, body)],
];

const IMAGES = { isLiveFaces: ['data:image/png;base64,iVBORw0KGgo='], idFace: 'data:image/jpeg;base64,/9j/' };
const VALID = [
  { message: 'Success', data: { ...DETAIL, ...IMAGES } },
  { message: 'Success', data: { meta: { total: 1, perPage: 50, currentPage: 1, lastPage: 1 }, data: [ROW, ROW] } },
  { message: 'Success', data: { uuid: 'c-1', email: 'b@example.com', phoneNumber: null, updatedAt: null } },
  { message: 'Success', data: 'https://verify.example.com/x' },
];

const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '',
    '<script>alert(1)</script>',
    'N'.repeat(10_000),
    'N'.repeat(200_000),
    '2027-02-30',
    '-1',
  ),
  fc.constantFrom<unknown>(1e308, -1, 0.5, 2 ** 53, true, [], {}, [[]], [null], { __proto__: null, a: {} }),
  fc.constantFrom<unknown>(
    'data:image/png;base64,!!!',
    '../../x',
    '\u0000',
    '\ud800',
    '275760-09-14',
    '9999-99-99T00:00:00Z',
  ),
);

/** A valid answer in which some places, chosen blindly, hold something else, something more or nothing. */
const mutated = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.array(fc.tuple(fc.nat(), hostile, fc.constantFrom('set', 'add', 'drop')), { maxLength: 6 }),
  )
  .map(([valid, changes]) => {
    const answer: unknown = structuredClone(valid);
    for (const [at, drawn, how] of changes) {
      // A copy: later changes may go into it.
      const value: unknown = structuredClone(drawn);
      const places = [...placesOf(answer)];
      const [holder, key] = places[at % places.length] ?? [];
      if (holder === undefined || key === undefined) continue;
      if (how === 'drop') delete holder[key];
      else if (how === 'set') holder[key] = value;
      else
        Object.defineProperty(holder, `${key}Number`, { value, enumerable: true, configurable: true, writable: true });
    }
    return answer;
  });

function* placesOf(value: unknown): Generator<[Record<string, unknown>, string]> {
  if (!isRecord(value) && !Array.isArray(value)) return;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    yield [holder, key];
    yield* placesOf(holder[key]);
  }
}

it.each(READERS)('%s gives its DTO or fails as malformed, whatever comes', (_name, dto, read) => {
  let accepted = 0;
  const holds = (body: Buffer) => {
    let result: unknown;
    try {
      result = read(body);
    } catch (error) {
      expect(error).toBeInstanceOf(SentinelError);
      expect(['malformed', 'wrong-person']).toContain((error as SentinelError).kind);
      return;
    }
    accepted += 1;
    expect(dto.safeParse(result).error).toBeUndefined();
  };
  const asBody = (answer: unknown) => Buffer.from(JSON.stringify(answer) ?? '');
  fc.assert(
    fc.property(mutated, (answer) => holds(asBody(answer))),
    { numRuns: 600 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), (answer) => holds(asBody(answer))),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), (data) => holds(asBody({ data }))),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(mutated, fc.nat(), (answer, at) => holds(asBody(answer).subarray(0, at % 2_000))),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => holds(Buffer.from(bytes))),
    { numRuns: 200 },
  );
  // A property that never got past the door would prove nothing.
  expect(accepted).toBeGreaterThan(50);
});

it.each(['a', ''])('refuses nesting under %j that would overflow a recursive reader, before it is built', (key) => {
  const deep = `${`{"${key}":`.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const body = Buffer.from(
    `{"data":{"uuid":"c-1","passport":{"ocrPassport":${deep}},"name":${deep},"data":[${deep}]}}`,
  );
  for (const read of [() => readCustomer(CALL, body), () => readPage(CALL, body, DEFAULT_LIST)]) {
    expect(read).toThrow(expect.objectContaining({ kind: 'malformed' }));
  }
});

it('shortens nesting as deep as an answer may have', () => {
  const deep = `${'{"a":'.repeat(28)}1${'}'.repeat(28)}`;
  const body = Buffer.from(`{"data":{"uuid":"c-1","passport":{"ocrPassport":${deep}},"name":${deep}}}`);
  const ocr = readCustomer(CALL, body).documents[0]?.ocr ?? [];
  expect(ocr).toHaveLength(1);
  expect(ocr.every(({ value }) => value.length < 200)).toBe(true);
});
