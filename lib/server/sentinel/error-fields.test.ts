import 'server-only';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactFieldsOf } from './error-fields';

describe('contactFieldsOf', () => {
  it.each([
    [{ errors: ['The e-mail is not valid'] }, ['email']],
    [{ errors: [{ field: 'phoneNumber', message: 'x' }] }, ['phoneNumber']],
    [{ errors: [{ param: 'email' }, { path: ['body', 'phone_number'] }] }, ['email', 'phoneNumber']],
    [{ errors: [{ msg: 'mobile number is taken' }] }, ['phoneNumber']],
    [{ errors: { email: ['is taken'] } }, ['email']],
    [{ errors: 'phone in use' }, ['phoneNumber']],
    [{ message: 'Email already exists' }, ['email']],
    [{ errors: [], message: 'Email already exists' }, ['email']],
    // A pointer beats prose, and the echoed request names both fields but says nothing.
    [{ errors: [{ path: 'email', message: 'email or phone', value: { phoneNumber: '1' } }] }, ['email']],
    [{ errors: [{ code: 7, request: { email: 'a', phoneNumber: 'b' } }] }, []],
    [{ errors: [null, 3, [], true] }, []],
    [null, []],
    ['email', []],
  ])('%j -> %j', (body, fields) => {
    expect(contactFieldsOf(body)).toEqual(fields);
  });

  it.each(['field', 'param', 'path', 'property', 'key', 'name'])('takes `%s` of an item for a pointer', (pointer) => {
    expect(contactFieldsOf({ errors: [{ [pointer]: 'email', message: 'the phone' }] })).toEqual(['email']);
  });

  it.each(['message', 'msg', 'error', 'detail', 'reason'])('takes `%s` of an item for prose', (text) => {
    expect(contactFieldsOf({ errors: [{ [text]: 'E-mail and mobile' }] })).toEqual(['email', 'phoneNumber']);
  });

  it('looks at a hundred items, and at two thousand letters of a text', () => {
    const items = (count: number) => [...Array<string>(count).fill('x'), 'email'];
    const keys = (count: number) => Object.fromEntries(items(count).map((item, n) => [`${item}${n}`, 1]));
    for (const [seen, unseen] of [
      [items(99), items(100)],
      [keys(99), keys(100)],
      [[{ path: items(99) }], [{ path: items(100) }]],
      [`${'x'.repeat(1_995)}email`, `${'x'.repeat(1_996)}email`],
    ]) {
      expect(contactFieldsOf({ errors: seen })).toEqual(['email']);
      expect(contactFieldsOf({ errors: unseen })).toEqual([]);
    }
  });

  it('hears the message only where the errors say nothing', () => {
    expect(contactFieldsOf({ errors: ['email'], message: 'the phone' })).toEqual(['email']);
    expect(contactFieldsOf({ errors: [{ path: ['email', 7] }, 'e-mail'], message: 'the phone' })).toEqual(['email']);
  });

  it('reads anything without failing and returns nothing but names of ours', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (errors, message) => {
        for (const field of contactFieldsOf({ errors, message })) expect(['email', 'phoneNumber']).toContain(field);
      }),
    );
  });
});
