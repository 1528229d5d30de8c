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

  it('reads anything without failing and returns nothing but names of ours', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (errors, message) => {
        for (const field of contactFieldsOf({ errors, message })) expect(['email', 'phoneNumber']).toContain(field);
      }),
    );
  });
});
