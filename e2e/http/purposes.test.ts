import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedCustomer } from '@/lib/contracts/customer';
import { DEFAULT_PURPOSES } from '@/lib/contracts/purpose';
import { type Desk, errorOf, query, sandbox, signInAs, stack } from '../support/desk/desk';
import { WHY } from '../support/desk/purpose';
import { type Replica, startReplica } from '../support/desk/replica';

/** Revealing one hidden field, and the purposes that revealing, exporting, images and prints ask for. */

let strict: Replica;
let support: Desk;
let admin: Desk;
let one: OpenedCustomer;
let other: string;
beforeAll(async () => {
  await sandbox.reset();
  // Another replica on the same database, whose operator lets support reveal, and asks before images as well.
  strict = await startReplica(stack, {
    env: { IDENTITY_REVEAL: 'support', ACCESS_PURPOSES_FOR: 'images,print', NEXTAUTH_URL: stack.appUrl },
  });
  const { uuid } = await sandbox.named('all-documents');
  other = (await sandbox.named('canary')).uuid;
  admin = await signInAs('admin');
  one = (await (await admin.get(`/api/customers/${uuid}`)).json()) as OpenedCustomer;
});
afterAll(() => strict.stop());
// Each test has sessions of its own, so that nothing is remembered.
beforeEach(async () => {
  support = strict.seen(await signInAs('support'));
  admin = await signInAs('admin');
  await sandbox.clearLog();
});

const reveal = (desk: Desk, body: object, uuid = one.uuid) => desk.send('POST', `/api/customers/${uuid}/reveal`, body);
const print = (desk: Desk, body: object) =>
  desk.send('POST', `/api/customers/${one.uuid}/print`, { by: 'page', ...body });
const printPage = (desk: Desk, body: object) => desk.send('POST', '/api/prints', { rows: 50, by: 'page', ...body });
const DATE_OF_BIRTH = { field: 'dateOfBirth' };
const NUMBER = { field: 'number', document: { type: 'passport' } };
const lastEvents = async (action: string, count = 2) => {
  const rows = await query(
    'SELECT phase, outcome, detail FROM audit_events WHERE action = $1 ORDER BY seq DESC LIMIT $2',
    [action, count],
  );
  return rows
    .map(({ phase, outcome, detail }) => ({ phase, outcome, detail: JSON.parse(String(detail)) }))
    .toReversed();
};

describe('revealing a field', () => {
  it('answers that field alone, for a role that may', async () => {
    const [passport] = one.documents;
    const of = async (body: object) => (await reveal(support, { ...body, why: WHY })).json();
    expect(await of(DATE_OF_BIRTH)).toEqual({ field: 'dateOfBirth', value: one.dateOfBirth, unreadable: null });
    expect(await of(NUMBER)).toEqual({ field: 'number', value: passport?.number, unreadable: null });
    const ocr = { field: 'ocr', document: { type: 'passport', place: 0 } };
    expect(await of(ocr)).toEqual({ field: 'ocr', value: passport?.ocr, unreadable: null });
    expect(await sandbox.calls()).toEqual(Array(3).fill('statusWithoutImages'));
  });

  it('is refused to support where the operator says nothing of it', async () => {
    const desk = await signInAs('support');
    expect(await errorOf(await reveal(desk, { ...DATE_OF_BIRTH, why: WHY }))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  it('is recorded before and after, with the field and the purpose, and never the value', async () => {
    await reveal(support, { ...NUMBER, why: { purpose: 'other', sentence: 'The branch asked for it' } });
    const events = await lastEvents('customer.field-revealed');
    expect(events).toEqual([
      {
        phase: 'intent',
        outcome: null,
        detail: { field: 'number', document: 'passport', purpose: 'other', sentence: 'The branch asked for it' },
      },
      { phase: 'outcome', outcome: 'success', detail: {} },
    ]);
    const activity = await (await support.get(`/api/customers/${one.uuid}/activity`)).text();
    expect(activity).toContain('"purpose":"other"');
    expect(activity).not.toContain(one.documents[0]?.number);
  });

  it('keeps the sentence as one line without signs that nobody sees', async () => {
    const sentence = 'because of\u0000 it,\nthe branch asked';
    expect((await reveal(support, { ...NUMBER, why: { purpose: 'other', sentence } })).status).toBe(200);
    expect((await lastEvents('customer.field-revealed'))[0]?.detail).toMatchObject({
      sentence: 'because of it, the branch asked',
    });
  });

  it('says so where Sentinel does not answer, and shows nothing', async () => {
    await sandbox.fault({ mode: 'status', status: 503, path: 'statusWithoutImages', times: 5 });
    const error = await errorOf(await reveal(support, { ...DATE_OF_BIRTH, why: WHY }));
    await sandbox.clearFaults();
    expect(error.status).toBe(503);
    expect((await lastEvents('customer.field-revealed', 1))[0]).toMatchObject({
      phase: 'outcome',
      outcome: error.code,
    });
  });

  it.each([
    [{ field: 'name' }],
    [{ field: 'number' }],
    [{ field: 'dateOfBirth', document: { type: 'passport' } }],
    [{ field: 'number', document: { type: 'passport', place: -1 } }],
    [{ field: 'idMatch', document: { type: 'passport' } }],
    [{ field: '__proto__' }],
  ])('knows no field %j', async (body) => {
    expect(await errorOf(await reveal(support, { ...body, why: WHY }))).toMatchObject({
      status: 422,
      code: 'invalid_request',
    });
    expect(await sandbox.calls()).toEqual([]);
  });

  it('answers 404 for a document that the customer does not have', async () => {
    const body = { field: 'number', document: { type: 'passport', place: 7 }, why: WHY };
    expect(await errorOf(await reveal(support, body))).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('a purpose', () => {
  const intents = async () =>
    Number((await query("SELECT count(*) AS n FROM audit_events WHERE phase = 'intent'"))[0]?.n);

  it.each([
    ['a reveal', () => reveal(support, DATE_OF_BIRTH)],
    ['a reveal by an administrator', () => reveal(admin, DATE_OF_BIRTH)],
    ['an export', () => admin.send('POST', '/api/customers/export', { columns: ['uuid'] })],
    [
      'images, where the operator says so',
      () => strict.seen(admin).send('POST', `/api/customers/${one.uuid}/images`, {}),
    ],
    ['a print of a customer, where the operator says so', () => print(strict.seen(admin), { images: false })],
    ['a print of a list, where the operator says so', () => printPage(strict.seen(admin), { page: 'customers' })],
  ])('is asked for by %s, before anything is done', async (_name, ask) => {
    const before = await intents();
    const error = await errorOf(await ask());
    expect(error).toMatchObject({ status: 422, code: 'purpose_required', purposes: DEFAULT_PURPOSES });
    expect([await sandbox.calls(), await intents()]).toEqual([[], before]);
  });

  it('is not asked for by images unless the operator says so', async () => {
    expect((await admin.send('POST', `/api/customers/${one.uuid}/images`, {})).status).toBe(200);
    expect((await lastEvents('customer.images-revealed'))[0]?.detail).toEqual({ optimized: false });
  });

  it.each([
    [{ purpose: 'curiosity' }, 'why.purpose'],
    [{ purpose: 'other' }, 'why.sentence'],
    [{ purpose: 'other', sentence: '  short  ' }, 'why.sentence'],
    [{ purpose: 'regulator', sentence: 'A sentence that nobody asked for' }, 'why.sentence'],
    [{ purpose: 'other', sentence: 'x'.repeat(201) }, undefined],
    [{}, undefined],
  ])('that is not of the list is refused: %j', async (why, field) => {
    const error = await errorOf(await reveal(support, { ...DATE_OF_BIRTH, why }));
    expect(error).toMatchObject({ status: 422, code: 'invalid_request' });
    if (field !== undefined) expect(Object.keys(error.fields ?? {})).toEqual([field]);
    expect(await sandbox.calls()).toEqual([]);
  });

  it('is remembered for that customer, that session and 15 minutes, on every replica', async () => {
    const there = strict.seen(admin);
    expect((await reveal(there, { ...DATE_OF_BIRTH, why: WHY })).status).toBe(200);
    expect((await reveal(admin, NUMBER)).status).toBe(200);
    expect((await lastEvents('customer.field-revealed'))[0]?.detail).toEqual({
      field: 'number',
      document: 'passport',
      ...WHY,
    });
    expect((await there.send('POST', `/api/customers/${one.uuid}/images`, {})).status).toBe(200);
    expect((await lastEvents('customer.images-revealed'))[0]?.detail).toEqual({ optimized: false, ...WHY });

    expect((await errorOf(await reveal(admin, DATE_OF_BIRTH, other))).code).toBe('purpose_required');
    expect((await errorOf(await reveal(await signInAs('admin'), NUMBER))).code).toBe('purpose_required');
    const body = { columns: ['uuid'] };
    expect((await errorOf(await admin.send('POST', '/api/customers/export', body))).code).toBe('purpose_required');

    await query("UPDATE access_purposes SET at = now() - interval '16 minutes'");
    expect((await errorOf(await reveal(admin, NUMBER))).code).toBe('purpose_required');
    // The next purpose takes the old ones away.
    await reveal(admin, { ...NUMBER, why: WHY });
    expect((await query('SELECT count(*)::int AS n FROM access_purposes'))[0]?.n).toBe(1);
  });
});

describe('a print', () => {
  it('is recorded with its way and its purpose, and tells the paper when it was and why', async () => {
    const answer = await print(support, { images: false, why: WHY });
    const [event] = await lastEvents('customer.printed', 1);
    expect(event).toEqual({ phase: 'outcome', outcome: 'success', detail: { by: 'page', images: false, ...WHY } });
    const printed = (await answer.json()) as Record<string, string>;
    expect(printed).toEqual({ at: expect.any(String), requestId: answer.headers.get('x-request-id'), ...WHY });
    const activity = await (await support.get(`/api/customers/${one.uuid}/activity`)).text();
    expect(activity).toContain('customer.printed');
    expect(await sandbox.calls()).toEqual([]);
  });

  it('of a list counts its rows, and of other pages is for people who may read the whole trail', async () => {
    const desk = await signInAs('admin');
    expect((await printPage(desk, { page: 'expiring', by: 'browser' })).status).toBe(200);
    expect((await lastEvents('customers.printed', 1))[0]?.detail).toEqual({
      ...{ what: 'expiring', rows: 50, by: 'browser' },
    });
    expect((await printPage(desk, { page: 'accounts' })).status).toBe(200);
    const compliance = await signInAs('compliance');
    const trail = await (await compliance.get('/api/audit')).text();
    expect(trail).toContain('customers.printed');
    expect(trail).not.toContain('page.printed');
  });

  it('is refused for a page that the person may not open, and for a page that is none', async () => {
    const desk = await signInAs('support');
    expect((await errorOf(await printPage(desk, { page: 'accounts' }))).code).toBe('forbidden');
    expect((await errorOf(await printPage(desk, { page: 'nothing' }))).code).toBe('invalid_request');
    expect((await errorOf(await print(desk, { images: false, by: 'hand' }))).code).toBe('invalid_request');
  });
});
