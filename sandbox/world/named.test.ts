import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  data,
  type Json,
  LIST,
  rows,
  STATUS,
  startTestClient,
  type TestClient,
  WITHOUT_IMAGES,
} from '../test-client.ts';

// Starting a program or drawing pictures takes seconds when the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

let client: TestClient;
beforeAll(async () => {
  client = await startTestClient();
});
afterAll(() => client.sandbox.close());

const email = (key: string) => `${key}@fault.example`;
const detail = (key: string) => client.call(WITHOUT_IMAGES, { email: email(key) });
const withImages = async (key: string) => data(await client.call(STATUS, { email: email(key) }));
const bytes = (uri: unknown) => Buffer.from(String(uri).split(',')[1] ?? '', 'base64');

it.each([
  ['server-error-detail', 500],
  ['unavailable-detail', 503],
  ['rate-limited-detail', 429],
  ['echo-detail', 400],
  ['redirect-detail', 302],
])('%s answers %i', async (key, status) => {
  expect((await detail(key)).status).toBe(status);
});

it('leads the e-mail of wrong-person to another, and the phone to the right one', async () => {
  const named = (await client.control('GET', 'named')).body as unknown as Json[];
  const person = named.find(({ key }) => key === 'wrong-person');
  expect(
    data(await client.call(WITHOUT_IMAGES, { email: person?.email, phoneNumber: person?.phoneNumber })).uuid,
  ).not.toBe(person?.uuid);
  expect(data(await client.call(WITHOUT_IMAGES, { phoneNumber: person?.phoneNumber })).uuid).toBe(person?.uuid);
});

it('keeps list rows of faulty customers in order', async () => {
  const pages = await Promise.all([1, 2, 3, 4].map((page) => client.call(LIST, { page, entriesPerPage: 100 })));
  const row = pages.flatMap(rows).find((candidate) => candidate.email === email('only-uuid'));
  expect(row).toMatchObject({ name: 'Only Uuid', passports: [{ idMatch: true }] });
  expect(Object.keys(data(await detail('only-uuid')))).toEqual(['uuid']);
});

it('calls things images that are none', async () => {
  expect(bytes((await withImages('svg-image')).idFace).toString()).toMatch(/^<svg .*<script>/);
  expect(bytes((await withImages('html-image')).idFace).toString()).toMatch(/^<!doctype html><script>/);
  const cut = String((await withImages('truncated-image')).idFace).split(',')[1] ?? '';
  expect(cut.length % 4).not.toBe(0);
  expect(
    bytes((await withImages('png-webp')).idFace)
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  const { isLiveFaces } = await withImages('png-webp');
  expect(
    bytes((isLiveFaces as unknown[])[0])
      .subarray(8, 12)
      .toString(),
  ).toBe('WEBP');
});

it('has the extremes it promises', async () => {
  expect(String(data(await detail('long-name')).name)).toHaveLength(10_000);
  expect(data(await detail('nulls'))).toMatchObject({ status: 0, name: null, passport: null, isLive: null });
  expect(data(await detail('hostile-markup')).name).toContain('<script>');
  expect(data(await detail('unknown-document'))).toHaveProperty('residencePermit');
  expect((await client.call(STATUS, { email: email('escaped-slashes') })).text).toContain(
    'data:image\\/jpeg;base64,\\/9j\\/',
  );
});
