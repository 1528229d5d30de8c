import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MENTIONS_HEADER } from '../note-headers';
import { ACCOUNT_HEADER } from '../other-person';
import { putAtStake } from './at-stake';
import { json, request, setPageOwner, tellMentions } from './request';

const fetched = vi.fn<typeof fetch>();
const assign = vi.fn<(address: string) => void>();

const refusal = (status: number, code: string) => () =>
  Promise.resolve(Response.json({ error: { code, message: 'No.', requestId: 'r' } }, { status }));
const fine = () => Promise.resolve(Response.json({}));
const headerOf = (call: number) => new Headers(fetched.mock.calls[call]?.[1]?.headers).get(ACCOUNT_HEADER);

beforeEach(() => {
  vi.stubGlobal('fetch', fetched.mockReset());
  vi.stubGlobal('window', { location: { pathname: '/customers/1', search: '?a=b', assign: assign.mockReset() } });
  setPageOwner('owner');
});
afterEach(() => {
  setPageOwner(null);
  vi.unstubAllGlobals();
});

test('a write names the page’s owner; a plain GET goes without a header, as its preload did', async () => {
  fetched.mockImplementation(fine);
  await request('/api/customers');
  await request('/api/accounts', json('POST', { name: 'Jo' }));
  expect([headerOf(0), headerOf(1)]).toEqual([null, 'owner']);
  expect(new Headers(fetched.mock.calls[1]?.[1]?.headers).get('content-type')).toBe('application/json');
});

test('a session that has ended leads to the sign-in page and back, when nothing would be lost', async () => {
  fetched.mockImplementation(refusal(401, 'unauthenticated'));
  await expect(request('/api/customers')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(assign).toHaveBeenCalledWith(`/sign-in?next=${encodeURIComponent('/customers/1?a=b')}`);
});

test('a call that left with a cookie from before a proof in another tab is made once more, with the owner', async () => {
  fetched.mockImplementationOnce(refusal(401, 'unauthenticated')).mockImplementationOnce(fine);
  expect((await request('/api/customers')).ok).toBe(true);
  expect([headerOf(0), headerOf(1)]).toEqual([null, 'owner']);
  expect(assign).not.toHaveBeenCalled();
});

test('where something would be lost the person signs in again, and the call is made once more with the owner', async () => {
  const takeBack = putAtStake({ ask: () => {}, signInAgain: async () => true });
  const ended = refusal(401, 'unauthenticated');
  fetched.mockImplementationOnce(ended).mockImplementationOnce(ended).mockImplementationOnce(fine);
  await request('/api/customers');
  expect(fetched).toHaveBeenCalledTimes(3);
  expect(headerOf(2)).toBe('owner');
  expect(assign).not.toHaveBeenCalled();
  takeBack();
});

test('somebody else’s session drops the page by a full load, and the call is not made again', async () => {
  const takeBack = putAtStake({ ask: () => {}, signInAgain: async () => true });
  const ended = refusal(401, 'unauthenticated');
  fetched.mockImplementationOnce(ended).mockImplementationOnce(ended);
  fetched.mockImplementationOnce(refusal(409, 'other_person'));
  await expect(request('/api/accounts', json('POST', {}))).rejects.toMatchObject({ code: 'other_person' });
  expect(fetched).toHaveBeenCalledTimes(3);
  expect(assign).toHaveBeenCalledExactlyOnceWith('/customers?otherPerson=1');
  takeBack();
});

test('a slow answer does not bring back a number of mentions from before', async () => {
  const told: unknown[] = [];
  vi.stubGlobal('window', { dispatchEvent: ({ detail }: CustomEvent) => told.push(detail) });
  const counting = (mentions: number) => Response.json({}, { headers: { [MENTIONS_HEADER]: `${mentions}` } });
  let slowly = (_: Response) => {};
  fetched.mockImplementationOnce(() => new Promise((resolve) => (slowly = resolve)));
  const slow = request('/api/customers');
  fetched.mockImplementationOnce(async () => counting(2));
  await request('/api/sessions');
  tellMentions(1);
  slowly(counting(3));
  await slow;
  expect(told).toEqual(['2', '1']);
  fetched.mockImplementationOnce(async () => counting(4));
  await request('/api/sessions');
  expect(told).toEqual(['2', '1', '4']);
});
