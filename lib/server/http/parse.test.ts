import { describe, expect, it } from 'vitest';
import { listQuerySchema } from '../../contracts/list-query';
import { contactPatchSchema, lookupSchema } from '../../contracts/requests';
import { DeskError } from '../desk-error';
import { parseBody, parseQuery, parseUuid } from './parse';

const refusal = async (run: () => unknown): Promise<object | undefined> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof DeskError) return error.details.fields ?? { code: error.code };
    throw error;
  }
  return undefined;
};

const list = (query: string) => parseQuery(listQuerySchema, `http://x/api/customers${query}`);
const body = (text: string, type = 'application/json') =>
  new Request('http://x', { method: 'POST', body: text, headers: { 'content-type': type } });

describe('the list query', () => {
  it('fills in what the vendor fills in', () => {
    expect(list('')).toEqual({ page: 1, perPage: 50, sortBy: 'updatedAt', order: 'desc' });
    expect(list('?page=3&perPage=100&sortBy=name&order=asc')).toEqual({
      page: 3,
      perPage: 100,
      sortBy: 'name',
      order: 'asc',
    });
  });

  it.each([
    ['?page=0', 'page'],
    ['?page=-1', 'page'],
    ['?page=1.5', 'page'],
    ['?page=1e3', 'page'],
    ['?page=', 'page'],
    ['?perPage=20', 'perPage'],
    ['?sortBy=email', 'sortBy'],
    ['?sortBy=__proto__', 'sortBy'],
    ['?order=up', 'order'],
    ['?page=1&page=2', 'page'],
    ['?pages=2', 'pages'],
  ])('refuses %s by name', async (query, field) => {
    expect(Object.keys((await refusal(() => list(query))) ?? {})).toEqual([field]);
  });
});

describe('bodies', () => {
  it('takes a look-up by either, and refuses one by neither', async () => {
    expect(await parseBody(lookupSchema, body('{"email":" a@example.com "}'))).toEqual({ email: 'a@example.com' });
    expect(await refusal(() => parseBody(lookupSchema, body('{}')))).toHaveProperty('email');
    expect(await refusal(() => parseBody(lookupSchema, body('{"email":"nonsense"}')))).toHaveProperty('email');
    expect(await refusal(() => parseBody(lookupSchema, body('{"email":"a@example.com","x":1}')))).toHaveProperty('x');
  });

  it('refuses a key that is given twice, in whatever writing', async () => {
    const twice = (text: string) => refusal(() => parseBody(lookupSchema, body(text)));
    expect(await twice('{"email":"a@example.com","email":"b@example.com"}')).toEqual({
      email: { code: 'given_twice' },
    });
    expect(await twice('{"email":"a@example.com","em\\u0061il":"b@example.com"}')).toHaveProperty('email');
  });

  it('insists on the contact that the person saw', async () => {
    expect(await refusal(() => parseBody(contactPatchSchema, body('{"email":"a@example.com"}')))).toHaveProperty(
      'expected',
    );
  });

  it('refuses other types, broken JSON and big bodies', async () => {
    expect(await refusal(() => parseBody(lookupSchema, body('email=a', 'application/x-www-form-urlencoded')))).toEqual({
      code: 'invalid_request',
    });
    expect(await refusal(() => parseBody(lookupSchema, body('{"email":')))).toEqual({ code: 'invalid_request' });
    const text = '{"email":"a@example.com"}';
    expect(
      await refusal(() => parseBody(lookupSchema, body(text, 'application/json; charset="UTF-8"'))),
    ).toBeUndefined();
    for (const type of ['application/json; charset=utf-16', 'application/json;charset=latin1', 'application/jsonp']) {
      expect(await refusal(() => parseBody(lookupSchema, body(text, type)))).toEqual({ code: 'invalid_request' });
    }
    const bytes = new Request('http://x', {
      method: 'POST',
      body: Buffer.from('{"email":"\xe9@example.com"}', 'latin1'),
      headers: { 'content-type': 'application/json' },
    });
    expect(await refusal(() => parseBody(lookupSchema, bytes))).toEqual({ code: 'invalid_request' });
    expect(await refusal(() => parseBody(lookupSchema, body(`"${'x'.repeat(20_000)}"`)))).toEqual({
      code: 'payload_too_large',
    });
  });

  it('never repeats a value or a strange key', async () => {
    const fields = await refusal(() => parseBody(lookupSchema, body('{"jane@example.com":1,"email":"secret value"}')));
    expect(JSON.stringify(fields)).not.toMatch(/jane|secret/);
  });
});

it('knows no customer under a path that is no id', async () => {
  expect(await refusal(() => parseUuid({ uuid: '../../etc' }))).toEqual({ code: 'not_found' });
  expect(parseUuid({ uuid: '7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c11' })).toBe('7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c11');
});
