import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ACTIONS, type AuditAction } from '../contracts/audit-details';
import { ERROR_CODES } from '../contracts/errors';
import { ACTION_LABELS, actionLabel, actorName, chainFinding, outcomeWords } from './audit';
import { detailWords } from './audit-details';
import { auditFields } from './audit-fields';
import { formatSecond, utcText } from './audit-time';
import { formatBytes } from './numbers';

interface Definition {
  shape?: Record<string, Schema>;
  entries?: Record<string, string>;
  element?: Schema;
  innerType?: Schema;
}
interface Schema {
  _zod: { def: Definition };
}

/** Each field of a detail with each value of its closed list, where it has one. */
function choicesOf(schema: unknown, key = ''): [key: string, choice: string][] {
  const { shape, entries, element, innerType } = (schema as Schema)._zod.def;
  if (entries) return Object.values(entries).map((choice) => [key, choice]);
  if (shape) return Object.entries(shape).flatMap(([name, field]) => choicesOf(field, name));
  // The changes of a contact have a sentence of their own.
  if (element?._zod.def.shape) return [];
  const inner = element ?? innerType;
  return inner ? choicesOf(inner, key) : [];
}

const words = (action: AuditAction, detail: Record<string, unknown>) => detailWords({ action, detail });

describe('details in words', () => {
  it.each([
    ['customers.listed', { page: 2, perPage: 50, sortBy: 'name', order: 'asc' }, 'page 2, 50 rows, by name'],
    [
      'customers.listed',
      { page: 1, perPage: 10, sortBy: 'updatedAt', order: 'desc' },
      'page 1, 10 rows, by last change, descending',
    ],
    ['customer.looked-up', { by: ['phoneNumber', 'email'] }, 'by phone, e-mail'],
    [
      'customer.images-revealed',
      { optimized: true, images: ['a', 'b', 'c'], withheld: [], bytes: 412_345 },
      '3 images, 412 KB, optimised',
    ],
    [
      'customer.images-revealed',
      { optimized: false, images: ['a'], withheld: ['b'], bytes: 5_100_000 },
      '1 image, 5.1 MB, 1 withheld, originals',
    ],
    // Only the intent: nobody knows what came.
    ['customer.images-revealed', { optimized: true }, 'optimised'],
    ['session.signed-in', { method: 'password', secondFactor: 'none' }, 'with a password'],
    ['session.signed-in', { method: 'password', secondFactor: 'totp' }, 'with a password and a code'],
    [
      'account.role-changed',
      { email: 'a@b.example', from: 'support', to: 'admin' },
      'a@b.example, Support → Administrator',
    ],
    ['audit.verified', { verdict: 'altered', seq: 1234, events: 5 }, 'event #1,234 was altered'],
    ['customer.opened', {}, ''],
    [
      'session.refused',
      { method: 'sso', reason: 'other-person' },
      'another person signed in at the provider, through single sign-on',
    ],
    [
      'customers.searched',
      { terms: ['document-number'], filters: ['nationality', 'faceMatchFailed'], found: 1 },
      'by document number, filtered by nationality, failed face match, 1 found',
    ],
    ['customers.searched', { terms: [], filters: [], found: 0 }, '0 found'],
    ['customer.link-created', { documents: ['emiratesId'] }, 'for Emirates ID'],
    ['account.second-factor', { email: 'a@b.example', change: 'enrolled' }, 'a@b.example, set up'],
    [
      'account.created',
      { email: 'a@b.example', role: 'admin', kind: 'sso' },
      'a@b.example, Administrator, single sign-on',
    ],
    [
      'access.denied',
      { route: 'GET /api/audit', permission: 'audit:all' },
      'GET /api/audit, may not read the whole audit log',
    ],
    // Values of another release are shown as they are.
    ['session.refused', { method: 'smart-card', reason: 'asleep' }, 'asleep, smart-card'],
    ['session.signed-in', { method: 'smart-card', secondFactor: 'totp' }, 'smart-card, totp'],
    ['customers.searched', { terms: ['iris'], filters: ['mood'] }, 'by iris, filtered by mood'],
  ] as const)('%s %j', (action, detail, said) => {
    expect(words(action, detail)).toBe(said);
  });

  test('of a removal: what, from before when, how much', () => {
    const detail = { kind: 'trail', before: '2021-11-27T12:00:00.000Z', through: 40, hash: 'x', rows: 40 };
    expect(words('records.removed', detail)).toMatch(/^events, older than 2[78] Nov 2021, \d\d:00, 40 rows$/);
  });

  test('of a correction: field, before and after, masked', () => {
    const changes = [
      {
        field: 'phoneNumber',
        before: { masked: '+97150•••4567', hmac: 'x' },
        after: { masked: '+97150•••9999', hmac: 'y' },
      },
      { field: 'email', before: null, after: { masked: 'j•••@example.com', hmac: 'z' } },
    ];
    expect(words('customer.contact-corrected', { changes, fields: ['phoneNumber', 'email'] })).toBe(
      'Phone +97150•••4567 → +97150•••9999, E-mail — → j•••@example.com',
    );
  });

  it('whatever a row holds, it is read', () => {
    const actions = [...Object.keys(ACTIONS), '__proto__', 'constructor'] as AuditAction[];
    const keys = fc.constantFrom(
      'changes',
      'images',
      'bytes',
      'by',
      'verdict',
      'seq',
      'field',
      'method',
      '__proto__',
      'from',
    );
    fc.assert(
      fc.property(fc.constantFrom(...actions), fc.dictionary(keys, fc.jsonValue()), (action, detail) => {
        expect(typeof words(action, detail as Record<string, unknown>)).toBe('string');
      }),
    );
  });
});

describe('an event’s fields', () => {
  const fields = (detail: Record<string, unknown>, action: AuditAction = 'customer.opened') =>
    auditFields({ action, detail }).map(({ label, value }) => `${label}: ${value}`);

  test('are said in words, without codes and JSON', () => {
    expect(fields({ terms: ['digits'], filters: ['faceMatchFailed', 'nationality'], found: 1_204 })).toEqual([
      'Searched by: phone',
      'Filters: failed face match, nationality',
      'Found: 1,204',
    ]);
    expect(fields({ optimized: true, images: ['passport-front', 'liveness-2', 'reference'], withheld: [] })).toEqual([
      'Smaller images: Yes',
      'Images: Passport, front, Liveness frame 2, Reference face',
      'Withheld images: —',
    ]);
    expect(fields({ method: 'sso', reason: 'other-person' })).toEqual([
      'Signed in: through single sign-on',
      'Reason: another person signed in at the provider',
    ]);
    expect(fields({ columns: ['nextExpiry'], limit: 50_000 })).toEqual(['Columns: First expiry', 'Row limit: 50,000']);
  });

  test('tell of a print what was printed, and of other actions what they are about', () => {
    expect(fields({ what: 'customers', rows: 50, by: 'page' }, 'customers.printed')).toEqual([
      'Printed page: Customers',
      'Rows: 50',
      'How: by the desk’s own Print',
    ]);
    expect(fields({ by: 'browser', images: true }, 'customer.printed')).toEqual([
      'How: by the browser’s own menu',
      'Images on paper: Yes',
    ]);
    expect(fields({ what: 'link' }, 'customer.approval-granted')).toEqual(['Change asked for: verification link']);
    expect(fields({ kind: 'password-links', rows: 2 }, 'records.removed')).toEqual([
      'Records removed: password links',
      'Rows: 2',
    ]);
    expect(fields({ limit: 50 }, 'budget.spent')).toEqual(['Limit: 50']);
    expect(fields({ markedFor: 'all', done: false }, 'customer.document-marked')).toEqual([
      'For whom: everybody',
      'Done: No',
    ]);
  });

  test('have a word for each value of a closed list, in the events of the action that keeps it', () => {
    const asTheyAre = Object.entries(ACTIONS).flatMap(([action, schemas]) =>
      Object.entries(schemas)
        .filter(([part]) => part !== 'scope')
        .flatMap(([, schema]) => choicesOf(schema))
        .filter(([key, choice]) => {
          const [field] = auditFields({ action: action as AuditAction, detail: { [key]: choice } });
          return field?.value === choice || field?.value === '';
        })
        .map(([key, choice]) => `${key}: ${choice}`),
    );
    // The same word in English.
    expect([...new Set(asTheyAre)].sort()).toEqual([
      ...['as: failed', 'change: removed', 'changed: name', 'items: nationality', 'result: passed'],
      ...['secondFactor: none', 'secondFactor: passkey'],
    ]);
  });

  test('keep the fingerprints of a correction, by which a known value can be checked', () => {
    const change = { field: 'email', before: null, after: { masked: 'j•••@example.com', hmac: 'abc' } };
    expect(fields({ changes: [change] })).toEqual(['Change: E-mail — → j•••@example.com', 'Fingerprint after: abc']);
  });

  test('of another release are shown as they are, all of them', () => {
    expect(fields({ mood: 'blue', reason: 'asleep', nested: { seq: 3, odd: [true, null] } })).toEqual([
      'mood: blue',
      'Reason: asleep',
      'nested: Event named: 3, odd: Yes, —',
    ]);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (detail) => {
        for (const { value } of auditFields({ action: 'constructor' as AuditAction, detail }))
          expect(value).not.toBe('');
      }),
    );
  });
});

test('every action has a label of its own; an unknown one is shown as it comes', () => {
  expect(Object.keys(ACTION_LABELS).sort()).toEqual(Object.keys(ACTIONS).sort());
  expect(new Set(Object.values(ACTION_LABELS)).size).toBe(Object.keys(ACTION_LABELS).length);
  expect([actionLabel('customer.frozen'), actionLabel('constructor')]).toEqual(['customer.frozen', 'constructor']);
});

test('an outcome nobody knows is never shown as a success', () => {
  const outcome = (name: string, action: AuditAction = 'customer.opened') => outcomeWords({ action, outcome: name });
  expect(outcome('success')).toMatchObject({ label: 'Done', plain: true });
  expect(outcome('unknown')).toEqual({ label: 'Unknown outcome', tone: 'attention' });
  expect(outcome('pending').label).toBe('In progress');
  expect(outcome('vendor_on_strike')).toEqual({ label: 'Failed: vendor on strike', tone: 'bad' });
  expect(outcome('success', 'access.denied')).toEqual({ label: 'Refused', tone: 'bad' });
  expect(outcome('toString').tone).toBe('bad');
});

test('every outcome of this release has words, and only success is plain', () => {
  for (const code of ERROR_CODES) {
    const words = outcomeWords({ action: 'customer.opened', outcome: code });
    expect(words.label).not.toMatch(/_|^Failed: /);
    expect(words.plain).toBeUndefined();
  }
});

test('people without an account are named by what they are', () => {
  expect(actorName({ id: null, email: null, role: null })).toBe('Nobody signed in');
  expect(actorName({ id: null, email: null, role: 'system' })).toBe('The desk itself');
});

test('findings name the event', () => {
  expect(chainFinding('intact', 12_345)).toBe('Chain intact up to #12,345');
  expect(chainFinding('cut', 9)).toBe('The newest events are cut off after #9');
});

test('sizes', () => {
  expect([0, 999, 1000, 999_499, 999_500, 12_000_000].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 KB',
    '999 KB',
    '1.0 MB',
    '12 MB',
  ]);
});

test('times', () => {
  expect(utcText('2026-11-24T10:05:09.123Z')).toBe('2026-11-24 10:05:09.123 UTC');
  expect(formatSecond('not a time')).toBe('not a time');
});
