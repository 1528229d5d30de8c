import { describe, expect, test } from 'vitest';
import { ApiError } from '@/lib/client/api-error';
import { fieldSentences } from '@/lib/words/errors';
import { fieldProblems, holds, problemOf } from './contact-problem';

const SEEN = { email: 'old@example.com', phoneNumber: '+971501234567' };
const BOTH = { email: 'new@example.com', phoneNumber: '+971507654321', expected: SEEN };

describe('why a correction did not go through', () => {
  test('a value in use is named: the one that the vendor blames, else everything that was sent', () => {
    const blamed = new ApiError('contact_in_use', 'x', 409, { fields: { phoneNumber: { code: 'in_use' } } });
    expect(problemOf(blamed, BOTH)).toEqual({ kind: 'in-use', values: ['+971507654321'] });
    const silent = new ApiError('contact_in_use', 'x', 409);
    expect(problemOf(silent, BOTH)).toEqual({ kind: 'in-use', values: ['new@example.com', '+971507654321'] });
    expect(problemOf(silent, { email: 'new@example.com', expected: SEEN })).toMatchObject({
      values: ['new@example.com'],
    });
  });

  test('both versions of a contact that changed meanwhile', () => {
    const current = { email: 'theirs@example.com', phoneNumber: null };
    const error = new ApiError('changed_meanwhile', 'x', 409, { versions: { expected: SEEN, current } });
    expect(problemOf(error, BOTH)).toEqual({ kind: 'changed-meanwhile', seen: SEEN, current });
  });

  test('a lost answer is never called a failure', () => {
    expect(problemOf(new ApiError('network', 'x', 0), BOTH)).toMatchObject({
      kind: 'unknown-outcome',
      lostAnswer: true,
    });
    expect(problemOf(new ApiError('sentinel_timeout', 'x', 503), BOTH)).toMatchObject({ kind: 'unknown-outcome' });
    expect(problemOf(new ApiError('forbidden', 'x', 403), BOTH)).toMatchObject({ kind: 'refused', message: 'x' });
  });

  test('what the server says of a field stands under it', () => {
    const fields = fieldSentences({ fields: { email: { code: 'not_accepted' }, mood: { code: 'wrong' } } });
    expect(fieldProblems(new ApiError('contact_refused', 'x', 422, {}, fields))).toEqual({
      email: 'Is not accepted by Sentinel.',
    });
  });

  test('a value in use marks its box, and of two the box that Sentinel blames', () => {
    const inUse = (...named: string[]) =>
      fieldProblems(
        new ApiError('contact_in_use', 'x', 409, {
          fields: Object.fromEntries(named.map((field) => [field, { code: 'in_use' } as const])),
        }),
      );
    expect(inUse('phoneNumber')).toEqual({ phoneNumber: 'Is already used by another customer.' });
    const either = 'This value or the other one is already used by another customer.';
    expect(inUse('email', 'phoneNumber')).toEqual({ email: either, phoneNumber: either });
    expect(inUse()).toEqual({});
  });
});

test('saved means that everything sent is there', () => {
  expect(holds({ email: 'new@example.com', phoneNumber: '+971507654321' }, BOTH)).toBe(true);
  expect(holds({ email: 'new@example.com', phoneNumber: '+971501234567' }, BOTH)).toBe(false);
  expect(holds({ email: 'new@example.com', phoneNumber: null }, { email: 'new@example.com', expected: SEEN })).toBe(
    true,
  );
});
