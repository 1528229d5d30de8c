import { beforeEach, expect, it } from 'vitest';
import { directoryDesk, search, walkOnce } from '../support/directory/directory-stack';

/** A whole contact, document number or id: whose it is, and whose it only is a part of. */

// No catch-up of its own: a catch-up would bring back the customers whom tests take out of the directory.
const { stack, desk } = await directoryDesk({ customers: 400, env: { DIRECTORY_CATCH_UP_SECONDS: '3600' } });
beforeEach(() => stack.sandbox.clearLog());

const uuids = (rows: readonly { uuid: string }[]) => rows.map(({ uuid }) => uuid);

/** Whom the directory knows by an e-mail address that isn't theirs, whatever a sync says meanwhile. */
const called = (who: (string | undefined)[], email: string) =>
  stack.query(
    `UPDATE directory_customers SET email = $2, search = ' ' || $2 || ' ', read_at = now() + interval '1 hour'
    WHERE uuid = ANY($1)`,
    [who, email],
  );
async function asTheyAre(who: (string | undefined)[]): Promise<void> {
  await stack.query('DELETE FROM directory_customers WHERE uuid = ANY($1)', [who]);
  await walkOnce(stack, desk);
}

const lookUps = async () => (await stack.sandbox.calls()).filter((call) => call.startsWith('status'));

it('tells the one person whose whole contact, document number or id a text is', async () => {
  const someone = await stack.sandbox.named('complete');
  const record = await stack.sandbox.record(someone.uuid);
  const passport = (record.passport as { passportNumber: string }).passportNumber;
  const national = (someone.phoneNumber ?? '').replace(/^\+971/, '0');
  const email = someone.email ?? '';
  const marked = `\u2066${someone.phoneNumber}\u2069`;
  for (const text of [email.toUpperCase(), someone.phoneNumber ?? '', marked, national, passport, someone.uuid]) {
    for (const sort of [undefined, { by: 'name', order: 'asc' } as const]) {
      const { exact, live } = await search(desk, { text, ...(sort && { sort }) });
      expect([exact, live], text).toEqual([someone.uuid, 'not-asked']);
    }
  }
  expect(await lookUps()).toEqual([]);
  for (const body of [
    { text: email.slice(0, -1), live: false },
    { text: `${someone.name} ${someone.surname}` },
    { text: email, filters: { documentType: ['passport' as const] } },
  ]) {
    expect((await search(desk, body)).exact, JSON.stringify(body)).toBeNull();
  }
});

it('finds the one person by a contact as people paste it', async () => {
  const someone = await stack.sandbox.named('complete');
  const [email = '', phone = ''] = [someone.email ?? '', someone.phoneNumber ?? ''];
  const digits = [...phone.slice(1)];
  const fullWidth = digits.map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
  const parted = (dash: string) =>
    `+${[phone.slice(1, 4), phone.slice(4, 6), phone.slice(6, 9), phone.slice(9)].join(dash)}`;
  for (const text of [
    `\u202a${parted(' ')}\u202c`,
    phone.replace('+971', '0').replace(/(?<=^.{3}|^.{6})/g, '\u2011'),
    `\uff0b${fullWidth}`,
    parted('\u2013'),
    parted('\u00a0'),
    `+00${phone.slice(1)}`,
    `tel:${phone}`,
    `(${parted(' ')})`,
    `${email},`,
    `${email};`,
    `"${email}".`,
    `<${email}>`,
    `mailto:${email}`,
    `${someone.name} <${email}>`,
    `${email.slice(0, 3)}\u200b\u00ad${email.slice(3)}`,
    someone.uuid.toUpperCase(),
    `{${someone.uuid}}`,
  ]) {
    const { rows, exact, live } = await search(desk, { text });
    expect([uuids(rows), exact, live], JSON.stringify(text)).toEqual([[someone.uuid], someone.uuid, 'not-asked']);
    const looked = await desk.send('POST', '/api/customers/lookup', {
      ...(text.includes('@') ? { email: text } : { phoneNumber: text }),
    });
    if (!text.toLowerCase().includes(someone.uuid))
      expect(await looked.json(), text).toMatchObject({ uuid: someone.uuid });
  }
});

it('finds and opens a uuid in any case, whatever case the vendor writes it in', async () => {
  const [someone] = await stack.sandbox.examples('ordinary', 1);
  for (const stored of ['0B0E2C6A-0000-4000-8000-00000000ABCD', '0b0E2c6A-0000-4000-8000-00000000AbCe']) {
    await stack.sandbox.patch(someone?.uuid ?? '', { odd: { uuid: stored } });
    await walkOnce(stack, desk);
    for (const text of [stored, stored.toLowerCase(), stored.toUpperCase(), `"${stored.toLowerCase()}"`]) {
      expect((await search(desk, { text })).exact, text).toBe(stored);
    }
    for (const typed of [stored, stored.toLowerCase(), stored.toUpperCase()]) {
      const opened = await desk.get(`/api/customers/${typed}`);
      expect([opened.status, await opened.json()], typed).toEqual([200, expect.objectContaining({ uuid: stored })]);
      expect((await desk.send('POST', `/api/customers/${typed}/images`, {})).status).toBe(200);
    }
    await stack.query('DELETE FROM directory_customers WHERE uuid = $1', [stored]);
  }
  await stack.sandbox.patch(someone?.uuid ?? '', { odd: {} });
  await asTheyAre([someone?.uuid]);
});

it('takes nobody for another whose e-mail address or number only contains theirs', async () => {
  const someone = await stack.sandbox.named('editable');
  const [other] = await stack.sandbox.examples('ordinary', 1);
  const email = someone.email ?? '';
  await stack.query('DELETE FROM directory_customers WHERE uuid = $1', [someone.uuid]);
  await called([other?.uuid], `kh${email}`);
  const only = [other?.uuid];
  for (const sort of [undefined, { by: 'name', order: 'asc' } as const]) {
    const query = { text: email, ...(sort && { sort }) };
    await stack.sandbox.fault({ mode: 'status', status: 503, path: 'statusWithoutImages', times: 1 });
    const failed = await search(desk, query);
    expect([uuids(failed.rows), failed.live, failed.exact]).toEqual([only, 'failed', null]);
    const suggested = await search(desk, { ...query, live: false });
    expect([uuids(suggested.rows), suggested.live, suggested.exact]).toEqual([only, 'not-asked', null]);
  }
  const unknown = await search(desk, { text: email.slice(1) });
  expect([uuids(unknown.rows), unknown.live, unknown.exact]).toEqual([only, 'nobody', null]);
  const found = await search(desk, { text: `\u200f${email}\u200e` });
  expect([uuids(found.rows), found.live, found.exact]).toEqual([[someone.uuid, ...only], 'found', someone.uuid]);
  // By now the directory knows them, too.
  const known = await search(desk, { text: email });
  expect([uuids(known.rows), known.live, known.exact]).toEqual([[someone.uuid, ...only], 'not-asked', someone.uuid]);
  await asTheyAre(only);
});

it('knows nobody exactly where two share a contact', async () => {
  const two = uuids(await stack.sandbox.examples('ordinary', 2));
  await called(two, 'shared-by-two@search.example');
  const { rows, exact, live } = await search(desk, { text: 'shared-by-two@search.example' });
  expect([uuids(rows).sort(), exact, live]).toEqual([two.sort(), null, 'not-asked']);
  await asTheyAre(two);
});

it('never takes an Emirates ID for a phone number', async () => {
  for (const text of ['784198812345671', '784-1988-1234567-1', '٧٨٤١٩٨٨١٢٣٤٥٦٧١']) {
    expect(await search(desk, { text }), text).toMatchObject({ rows: [], live: 'not-asked' });
  }
  expect(await lookUps()).toEqual([]);
});
