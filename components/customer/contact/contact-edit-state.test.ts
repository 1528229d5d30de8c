import { describe, expect, test } from 'vitest';
import { ApiError } from '@/lib/client/api-error';
import { toE164 } from '@/lib/writing/phones';
import { judge } from './contact-draft';
import { arrived, type ContactEditState, contactEditStep, sendablePatch, startEdit } from './contact-edit-state';

const SEEN = { email: 'old@example.com', phoneNumber: '+971501234567' };
const THEIRS = { email: 'theirs@example.com', phoneNumber: '+971500000000' };
const TYPED = contactEditStep(startEdit(SEEN), { type: 'typed', field: 'email', text: 'new@example.com' });
const PATCH = { email: 'new@example.com', expected: SEEN };
const SENT = contactEditStep(TYPED, { type: 'sent', patch: PATCH });
const failed = (error: ApiError) => contactEditStep(SENT, { type: 'save-failed', error });
const sendable = (state: ContactEditState) => sendablePatch(state, judge(state.draft, state.expected, toE164));

test('starts with the contact that the person saw, and sends only what they changed', () => {
  expect(sendable(startEdit(SEEN))).toBeNull();
  expect(sendable(TYPED)).toEqual(PATCH);
});

describe('a failed save', () => {
  test.each(['sentinel_timeout', 'contact_in_use', 'network', 'forbidden'] as const)(
    'keeps what was typed, and can be repeated: %s',
    (code) => {
      const state = failed(new ApiError(code, 'x', 503));
      expect(state.draft).toEqual(TYPED.draft);
      expect(state.problem).not.toBeNull();
      expect(sendable(state)).toEqual(PATCH);
    },
  );

  test('puts the server’s message under its field, until the person types there', () => {
    const state = failed(new ApiError('contact_refused', 'x', 422, {}, { email: 'Is not accepted.' }));
    expect(state.serverSays).toEqual({ email: 'Is not accepted.' });
    const other = contactEditStep(state, { type: 'typed', field: 'phoneNumber', text: '+971507654321' });
    expect(other.serverSays.email).toBe('Is not accepted.');
    const same = contactEditStep(state, { type: 'typed', field: 'email', text: 'n' });
    expect(same.serverSays.email).toBeUndefined();
  });

  test('is forgotten when the next save is sent', () => {
    const state = failed(new ApiError('contact_refused', 'x', 422, {}, { email: 'Is not accepted.' }));
    expect(contactEditStep(state, { type: 'sent', patch: PATCH })).toMatchObject({ problem: null, serverSays: {} });
  });
});

describe('a contact that somebody else changed meanwhile', () => {
  const changed = failed(
    new ApiError('changed_meanwhile', 'x', 409, { versions: { expected: SEEN, current: THEIRS } }),
  );

  test('stops saving until the person goes on from the current one', () => {
    expect(sendable(changed)).toBeNull();
    const again = contactEditStep(changed, { type: 'continued', current: THEIRS });
    expect(again.problem).toBeNull();
    expect(again.draft).toEqual({ email: 'new@example.com', phoneNumber: '+971500000000' });
    expect(sendable(again)).toEqual({ email: 'new@example.com', expected: THEIRS });
  });
});

describe('after a lost answer', () => {
  const lost = failed(new ApiError('network', 'x', 0));

  test('the change is there only when Sentinel holds everything that was sent', () => {
    expect(arrived(lost, { ...SEEN, email: 'new@example.com' })).toBe(true);
    expect(arrived(lost, SEEN)).toBe(false);
    expect(arrived(TYPED, SEEN)).toBe(false);
  });

  test('a change that is not there can be sent again, against what Sentinel holds now', () => {
    const state = contactEditStep(lost, { type: 'not-saved', current: THEIRS });
    expect(state.problem).toEqual({ kind: 'not-saved', current: THEIRS });
    expect(sendable(state)).toEqual({ email: 'new@example.com', expected: THEIRS });
  });

  test('a check that fails leaves the outcome unknown', () => {
    const state = contactEditStep(lost, { type: 'check-failed', error: new ApiError('sentinel_timeout', 'late', 503) });
    expect(state.problem).toEqual({ kind: 'unknown-outcome', message: 'late', lostAnswer: true });
    expect(state.draft).toEqual(TYPED.draft);
  });
});
