import 'server-only';
import { afterEach, describe, expect, it } from 'vitest';
import { DETAIL, ROW } from '../../../e2e/support/vendor/example-answers';
import { type LoopbackServer, reply, startLoopback } from '../../../e2e/support/vendor/loopback-server';
import { DEFAULT_LIST } from '../../contracts/list-params';
import { createSentinel, type Sentinel } from './calls';

const CREDENTIALS = { clientUuid: '7a0d1f3e-1111-4222-8333-444455556666', clientSecret: 'canary-secret-0123456789' };
const KNOWN = { uuid: DETAIL.uuid, email: 'layla@example.com', phoneNumber: '+971501234567' };
const JPEG = `data:image/jpeg;base64,${Buffer.from('ffd8ff', 'hex').toString('base64')}`;

let server: LoopbackServer | undefined;
let sentinel: Sentinel | undefined;

afterEach(async () => {
  await sentinel?.close();
  await server?.close();
});

async function answering(data: unknown): Promise<Sentinel> {
  server = await startLoopback((_seen, response) => reply(response, 200, { message: 'Success', data }));
  sentinel = createSentinel({ baseUrl: server.url, ...CREDENTIALS });
  return sentinel;
}

/** The one request that was sent, without the credentials, which it must have carried. */
function sent(): unknown {
  expect(server?.seen).toHaveLength(1);
  const { clientUuid, clientSecret, ...fields } = server?.seen[0]?.body ?? {};
  expect({ clientUuid, clientSecret }).toEqual(CREDENTIALS);
  return { path: server?.seen[0]?.path, fields };
}

describe('each call sends what the contract says', () => {
  it('listCustomers', async () => {
    const desk = await answering({ meta: {}, data: [ROW] });
    const page = await desk.listCustomers({ ...DEFAULT_LIST, page: 3, perPage: 100, sortBy: 'name', order: 'asc' });
    expect(page.rows).toHaveLength(1);
    expect(sent()).toEqual({
      path: '/customers/listWithDoc/clientAuth',
      fields: { page: 3, entriesPerPage: 100, sortBy: 'name', sortingOrder: 'asc' },
    });
  });

  it('lookUp', async () => {
    const desk = await answering(DETAIL);
    expect(await desk.lookUp({ phoneNumber: '+971501234567' })).toMatchObject({ uuid: DETAIL.uuid, status: 6 });
    expect(sent()).toEqual({
      path: '/customers/statusWithoutImages/clientAuth',
      fields: { phoneNumber: '+971501234567' },
    });
  });

  it('openCustomer, with what is known', async () => {
    const desk = await answering(DETAIL);
    await desk.openCustomer({ ...KNOWN, email: null });
    expect(sent()).toMatchObject({ fields: { phoneNumber: '+971501234567' } });
  });

  it('revealImages', async () => {
    const desk = await answering({ ...DETAIL, idFace: JPEG });
    const revealed = await desk.revealImages(KNOWN, { optimized: true });
    expect(revealed).toMatchObject({ uuid: DETAIL.uuid, images: [{ id: 'reference', shown: false }] });
    expect(sent()).toEqual({
      path: '/customers/status/clientAuth',
      fields: { email: KNOWN.email, phoneNumber: KNOWN.phoneNumber, optimizedDownload: true },
    });
  });

  it('correctContact, with the changed fields alone', async () => {
    const desk = await answering({ uuid: 'c-1', email: 'a@example.com', phoneNumber: '+1', updatedAt: null });
    const saved = await desk.correctContact({ uuid: 'c-1', email: 'a@example.com' });
    expect(saved).toEqual({ uuid: 'c-1', email: 'a@example.com', phoneNumber: '+1', updatedAt: null });
    expect(sent()).toEqual({
      path: '/customers/contact/clientAuth',
      fields: { customerUuid: 'c-1', email: 'a@example.com' },
    });
  });

  it('checkCredentials', async () => {
    const desk = await answering({ uuid: 'u', name: 'Acme', callbackUrl: null });
    expect(await desk.checkCredentials()).toEqual({ uuid: 'u', name: 'Acme' });
    expect(sent()).toEqual({ path: '/clients/find/self/clientAuth', fields: {} });
  });

  it('createVerificationLink', async () => {
    const desk = await answering('https://verify.example.com/x?t=1');
    const link = await desk.createVerificationLink({ email: 'a@example.com', documents: ['passport'] });
    expect(link).toBe('https://verify.example.com/x?t=1');
    expect(sent()).toEqual({
      path: '/clients/encrypt/url',
      fields: { email: 'a@example.com', documents: ['passport'] },
    });
  });
});

describe('never somebody else', () => {
  it('opens and reveals nothing when the contact leads to another customer', async () => {
    const desk = await answering({ ...DETAIL, uuid: 'another', idFace: JPEG });
    const wrong = { kind: 'wrong-person', mayHaveHappened: false };
    await expect(desk.openCustomer(KNOWN)).rejects.toMatchObject(wrong);
    await expect(desk.revealImages(KNOWN, { optimized: false })).rejects.toMatchObject(wrong);
  });

  it('opens and reveals nothing when the record names an e-mail address that led to another customer', async () => {
    const email = 'Passed-On@example.com';
    const desk = await answering({ ...DETAIL, uuid: KNOWN.uuid, email, idFace: JPEG });
    const byPhone = { ...KNOWN, email: null, refusedEmail: 'passed-on@example.com' };
    await expect(desk.openCustomer(byPhone)).rejects.toMatchObject({ kind: 'wrong-person' });
    await expect(desk.revealImages(byPhone, { optimized: false })).rejects.toMatchObject({ kind: 'wrong-person' });
    expect(await desk.openCustomer({ ...byPhone, refusedEmail: 'other@example.com' })).toMatchObject({ email });
  });

  it('says so when a correction went to another customer', async () => {
    const desk = await answering({ uuid: 'another', email: 'a@example.com' });
    const wrong = { kind: 'wrong-person', mayHaveHappened: true };
    await expect(desk.correctContact({ uuid: 'c-1', email: 'a@example.com' })).rejects.toMatchObject(wrong);
  });

  it('asks nothing when there is nothing to look up by', async () => {
    const desk = await answering(DETAIL);
    const nobody = { uuid: 'c-1', email: null, phoneNumber: '' };
    await expect(desk.openCustomer(nobody)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(desk.revealImages(nobody, { optimized: false })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(desk.lookUp({})).rejects.toMatchObject({ kind: 'not-found' });
    expect(server?.seen).toHaveLength(0);
  });
});
