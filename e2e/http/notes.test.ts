import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '@/lib/contracts/audit';
import {
  type Colleagues,
  type CustomerNote,
  type CustomerNotes,
  type Looking,
  type Mentions,
  NOTE,
} from '@/lib/contracts/notes';
import { type Desk, errorOf, query, sandbox, signInAs } from '../support/desk/desk';
import { changeSessions, newPerson, type Someone } from '../support/desk/staff';

/** What colleagues tell each other about a customer: who may read, write, change and delete it, and what the trail keeps. */

let admin: Desk;
let author: Desk;
let colleague: Desk;
let people: { author: Someone; colleague: Someone };
let uuid: string;
beforeAll(async () => {
  await sandbox.reset();
  people = { author: await newPerson('support'), colleague: await newPerson('compliance') };
  [admin, author, colleague] = await Promise.all([
    signInAs('admin'),
    people.author.signIn(),
    people.colleague.signIn(),
  ]);
  uuid = (await sandbox.named('all-documents')).uuid;
  for (const desk of [admin, author, colleague]) await open(desk);
});

const open = async (desk: Desk, customer = uuid) =>
  expect((await desk.get(`/api/customers/${customer}`)).status).toBe(200);
const at = (id = '') => `/api/customers/${uuid}/notes${id === '' ? '' : `/${id}`}`;
const note = (text: string, mentions: string[] = []) => ({ id: randomUUID(), text, mentions });
const write = async (desk: Desk, body: ReturnType<typeof note>): Promise<CustomerNote> => {
  const answer = await desk.send('POST', at(), body);
  expect(answer.status).toBe(200);
  return await answer.json();
};
const read = async (desk: Desk): Promise<CustomerNotes> => {
  const answer = await desk.get(at());
  expect(answer.status).toBe(200);
  return await answer.json();
};
const eventsOf = (id: string) =>
  query("SELECT action, detail FROM audit_events WHERE detail LIKE '%' || $1 || '%' ORDER BY seq", [id]);
const mentionsOf = (answer: Response) => Number(answer.headers.get('x-desk-mentions'));

describe('a note', () => {
  it('is for those alone who have opened the customer', async () => {
    const stranger = await (await newPerson()).signIn();
    const refused = { status: 403, code: 'forbidden' };
    expect(await errorOf(await stranger.get(at()))).toMatchObject(refused);
    expect(await errorOf(await stranger.send('POST', at(), note('Hello')))).toMatchObject(refused);
    await open(stranger);
    expect((await stranger.get(at())).status).toBe(200);
    const unopened = `/api/customers/${(await sandbox.named('complete')).uuid}/looking`;
    expect(await errorOf(await stranger.send('POST', unopened))).toMatchObject(refused);
  });

  it('is written once however often it is sent, and the trail keeps that it was, not what it said', async () => {
    const body = note('Prefers to be called in the afternoon.');
    const sent = await Promise.all([author.send('POST', at(), body), author.send('POST', at(), body)]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    const { notes } = await read(colleague);
    expect(notes.filter(({ id }) => id === body.id)).toMatchObject([
      { text: body.text, author: { id: people.author.account.id }, changeableUntil: null, deletable: false },
    ]);
    const events = await eventsOf(body.id);
    expect(events).toEqual([
      {
        action: 'customer.note-written',
        detail: JSON.stringify({ note: body.id, mentioned: 0, looksPersonal: false }),
      },
    ]);
    // Somebody else's note under the same id is not overwritten, and not told of.
    expect((await colleague.send('POST', at(), { ...body, text: 'Mine' })).status).toBe(404);
    const activity = (await (await colleague.get(`/api/customers/${uuid}/activity`)).json()) as Activity;
    expect(activity.entries.some(({ action }) => action === 'customer.note-written')).toBe(true);
    expect(JSON.stringify(activity)).not.toContain('afternoon');
  });

  it('is changed by its author alone, for a quarter of an hour, and never over a change that was not seen', async () => {
    const body = note('First');
    const { version } = await write(author, body);
    const change = { text: 'Second', mentions: [], version };
    expect((await colleague.send('PATCH', at(body.id), change)).status).toBe(403);
    expect((await admin.send('PATCH', at(body.id), change)).status).toBe(403);
    const both = await Promise.all(
      ['Second', 'Third'].map((text) => author.send('PATCH', at(body.id), { ...change, text })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const changed = (await read(author)).notes.find(({ id }) => id === body.id);
    expect(changed).toMatchObject({ version: 2, changedAt: expect.any(String) });
    await query(`UPDATE customer_notes SET written_at = now() - interval '16 minutes' WHERE id = $1`, [body.id]);
    const late = await errorOf(await author.send('PATCH', at(body.id), { ...change, version: 2 }));
    expect(late).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await eventsOf(body.id)).map(({ action }) => action)).toEqual([
      'customer.note-written',
      'customer.note-changed',
    ]);
  });

  it('is deleted by its author or an administrator, and the trail names its author', async () => {
    const sent = note('Own');
    const [own, others] = [await write(author, sent), await write(author, note('Of another'))];
    expect((await colleague.send('DELETE', at(own.id))).status).toBe(403);
    const denied =
      "SELECT actor_id AS id FROM audit_events WHERE action = 'access.denied' AND detail LIKE '%notes:remove%'";
    expect(await query(denied)).toEqual([{ id: people.colleague.account.id }]);
    expect((await author.send('DELETE', at(own.id))).status).toBe(200);
    expect((await author.send('DELETE', at(own.id))).status).toBe(404);
    // The browser tries once more to write it, whose answer came late.
    expect(await errorOf(await author.send('POST', at(), sent))).toMatchObject({ status: 404, code: 'not_found' });
    expect((await admin.send('DELETE', at(others.id))).status).toBe(200);
    const [, deleted] = await eventsOf(others.id);
    expect(deleted).toEqual({
      action: 'customer.note-deleted',
      detail: JSON.stringify({ note: others.id, author: people.author.account.id }),
    });
    expect((await read(author)).notes.map(({ id }) => id)).not.toContain(own.id);
  });

  it('says when it looks like a number or an address, has a longest length, and a customer has a limit', async () => {
    const { id } = await write(author, note('Call 0501234567'));
    expect((await eventsOf(id))[0]?.detail).toContain('"looksPersonal":true');
    for (const text of ['', '  ', 'x'.repeat(NOTE.most + 1), '\t\u0007']) {
      expect((await author.send('POST', at(), note(text))).status, JSON.stringify(text)).toBe(422);
    }
    const { notes } = await read(author);
    const room = NOTE.perCustomer - notes.length;
    const sent = await Promise.all(
      Array.from({ length: room + 3 }, (_, index) => author.send('POST', at(), note(`Note ${index}`))),
    );
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(room);
    expect(sent.filter(({ status }) => status === 422)).toHaveLength(3);
    await query('DELETE FROM customer_notes WHERE text LIKE $1', ['Note %']);
  });

  it('is not written when that can’t be recorded', async () => {
    const body = note('Never');
    await query('REVOKE INSERT ON audit_events FROM desk_app');
    try {
      expect((await author.send('POST', at(), body)).status).toBe(503);
    } finally {
      await query('GRANT INSERT ON audit_events TO desk_app');
    }
    expect(await query('SELECT 1 FROM customer_notes WHERE id = $1', [body.id])).toEqual([]);
  });
});

describe('a mention', () => {
  it('is counted in every answer until the colleague has seen the note, and follows changes', async () => {
    const { colleagues } = (await (await author.get('/api/colleagues')).json()) as Colleagues;
    const { id } = people.colleague.account;
    expect(colleagues.map((one) => one.id)).toContain(id);
    expect(colleagues.map((one) => one.id)).not.toContain(people.author.account.id);
    const written = await write(author, note('@Somebody New please look', [id, people.author.account.id]));
    expect(written.mentions.map((one) => one.id)).toEqual([id]);
    expect(mentionsOf(await colleague.get('/api/sessions'))).toBe(1);
    expect(mentionsOf(await author.get('/api/sessions'))).toBe(0);

    const list = async () => ((await (await colleague.get('/api/mentions')).json()) as Mentions).mentions;
    expect(await list()).toMatchObject([
      { note: written.id, customer: { uuid, name: expect.any(String) }, seen: false },
    ]);
    expect(JSON.stringify(await list())).not.toContain('please look');

    const change = { text: 'Nobody', mentions: [], version: written.version };
    expect((await author.send('PATCH', at(written.id), change)).status).toBe(200);
    expect(mentionsOf(await colleague.get('/api/sessions'))).toBe(0);

    await write(author, note('@Somebody New again', [id]));
    expect(await read(colleague)).toMatchObject({ unseen: 0 });
    expect(mentionsOf(await colleague.get('/api/sessions'))).toBe(0);
    expect((await list())[0]).toMatchObject({ seen: true });

    const gone = await write(author, note('@Somebody New, not any more', [id]));
    expect((await author.send('DELETE', at(gone.id))).status).toBe(200);
    expect(mentionsOf(await colleague.get('/api/sessions'))).toBe(0);
  });
});

describe('looking at a customer', () => {
  const look = async (desk: Desk, customer = uuid): Promise<string[]> => {
    const answer = await desk.send('POST', `/api/customers/${customer}/looking`);
    expect(answer.status).toBe(200);
    return ((await answer.json()) as Looking).others;
  };

  it('names the colleagues of the last minute and no others, and an ended session at once no more', async () => {
    const other = (await sandbox.named('editable')).uuid;
    await open(colleague, other);
    // Another file's people may have looked at this customer a moment ago.
    await query("UPDATE customer_viewings SET seen_at = now() - interval '61 seconds'");
    expect(await look(author)).toEqual([]);
    expect(await look(colleague)).toHaveLength(1);
    expect(await look(author)).toHaveLength(1);
    // A page that shows another customer no longer shows this one.
    await look(colleague, other);
    expect(await look(author)).toEqual([]);
    await look(colleague);
    await query("UPDATE customer_viewings SET seen_at = now() - interval '61 seconds'");
    expect(await look(author)).toEqual([]);
    await look(colleague);
    await changeSessions(people.colleague.account.id, 'ended_at = now()');
    expect(await look(author)).toEqual([]);
  });

  it('writes nothing for a page that is loaded again within seconds', async () => {
    await look(author);
    const before = await query('SELECT xmin::text AS version FROM customer_viewings ORDER BY session_id');
    await look(author);
    expect(await query('SELECT xmin::text AS version FROM customer_viewings ORDER BY session_id')).toEqual(before);
  });
});
