import { describe, expect, test } from 'vitest';
import { toE164 } from '@/lib/writing/phones';
import { domainHint, draftOf, isTouched, judge, patchOf, rebase, undoOf } from './contact-draft';

const SEEN = { email: 'old@example.com', phoneNumber: '+971501234567' };

function patchFor(
  draft: Partial<ReturnType<typeof draftOf>>,
  expected: { email: string | null; phoneNumber: string | null } = SEEN,
) {
  return patchOf(judge({ ...draftOf(expected), ...draft }, expected, toE164), expected);
}

describe('what would be sent', () => {
  test('nothing, when nothing changed', () => {
    expect(patchFor({})).toBeNull();
    expect(patchFor({ email: ' old@example.com ' })).toBeNull();
    expect(patchFor({ phoneNumber: '050 123 4567' })).toBeNull();
  });

  test('only the changed field, normalised, with what was seen', () => {
    expect(patchFor({ email: ' new@example.com' })).toEqual({ email: 'new@example.com', expected: SEEN });
    expect(patchFor({ phoneNumber: '00971 50 765 4321' })).toEqual({ phoneNumber: '+971507654321', expected: SEEN });
  });

  test('nothing, when either box is wrong', () => {
    expect(patchFor({ email: 'new@example.com', phoneNumber: '12' })).toBeNull();
    expect(patchFor({ email: 'new@', phoneNumber: '+971507654321' })).toBeNull();
    expect(patchFor({ email: '' })).toBeNull();
  });

  test('a missing value may be filled in', () => {
    const seen = { email: null, phoneNumber: '+971501234567' };
    expect(patchFor({ email: 'new@example.com' }, seen)).toEqual({ email: 'new@example.com', expected: seen });
    expect(patchFor({}, seen)).toBeNull();
  });

  test('a stored phone in another writing may be put right', () => {
    const seen = { email: null, phoneNumber: '0501234567' };
    expect(patchFor({}, seen)).toBeNull();
    expect(patchFor({ phoneNumber: '+971501234567' }, seen)).toMatchObject({ phoneNumber: '+971501234567' });
  });

  test('a value as people paste it, bare', () => {
    expect(patchFor({ email: 'Layla <new@example.com>,' })).toEqual({ email: 'new@example.com', expected: SEEN });
    expect(patchFor({ email: 'mailto:new9@müller.example' })).toMatchObject({ email: 'new9@müller.example' });
    expect(patchFor({ phoneNumber: '\u202a+971\u201150\u2011765\u20114321\u202c' })).toMatchObject({
      phoneNumber: '+971507654321',
    });
    expect(patchFor({ email: '"old@example.com";', phoneNumber: 'tel:+971501234567' })).toBeNull();
    expect(patchFor({ email: 'new @example.com' })).toBeNull();
  });

  test('a stored value without the spaces around it', () => {
    const seen = { email: ' old@example.com ', phoneNumber: '+971501234567\u00a0' };
    expect(patchFor({}, seen)).toBeNull();
    expect(isTouched(draftOf(seen), seen)).toBe(false);
    expect(patchFor({ email: 'old@example.com' }, seen)).toEqual({ email: 'old@example.com', expected: seen });
    expect(patchFor({ phoneNumber: '+971501234567' }, seen)).toEqual({ phoneNumber: '+971501234567', expected: seen });
    expect(isTouched({ ...draftOf(seen), email: 'old@example.com' }, seen)).toBe(true);
  });

  test('with a hint at the domain that was meant, and no refusal', () => {
    const { email } = judge({ ...SEEN, email: 'new@gmial.com' }, SEEN, toE164);
    expect(email).toEqual({ kind: 'changed', value: 'new@gmial.com' });
    expect(domainHint(email)).toBe('gmail.com');
    expect(domainHint({ kind: 'unchanged' })).toBeNull();
  });

  test('a phone waits for its rules', () => {
    const judgements = judge({ email: 'new@example.com', phoneNumber: '050' }, SEEN, null);
    expect(judgements.phoneNumber).toEqual({ kind: 'pending' });
    expect(patchOf(judgements, SEEN)).toBeNull();
  });
});

test('going on from a newer contact keeps what was typed and follows what was not', () => {
  const draft = { email: 'mine@example.com', phoneNumber: SEEN.phoneNumber };
  const now = { email: 'theirs@example.com', phoneNumber: '+971500000000' };
  expect(rebase(draft, SEEN, now)).toEqual({ email: 'mine@example.com', phoneNumber: '+971500000000' });
});

test('touched means that closing would lose something', () => {
  expect(isTouched(draftOf(SEEN), SEEN)).toBe(false);
  expect(isTouched({ ...draftOf(SEEN), email: '' }, SEEN)).toBe(true);
});

describe('undoing a correction', () => {
  const OLD = { email: 'old@example.com', phoneNumber: '+971501234567' };
  const NEW = { email: 'new@example.com', phoneNumber: '+971507654321' };
  const asWritten = (written: string) => written;

  test('restores what was changed, and expects what was saved', () => {
    const saved = { ...OLD, email: NEW.email };
    expect(undoOf({ email: NEW.email, expected: OLD }, saved, toE164)).toEqual({ expected: saved, email: OLD.email });
    expect(undoOf({ ...NEW, expected: OLD }, NEW, toE164)).toEqual({ expected: NEW, ...OLD });
  });

  test('and undoing that again leads back', () => {
    const undo = undoOf({ ...NEW, expected: OLD }, NEW, toE164);
    expect(undo && undoOf(undo, OLD, asWritten)).toEqual({ expected: OLD, ...NEW });
  });

  test('leaves a field alone that the correction left alone, though Sentinel writes it otherwise', () => {
    const saved = { email: 'OLD@example.com', phoneNumber: NEW.phoneNumber };
    expect(undoOf({ phoneNumber: NEW.phoneNumber, expected: OLD }, saved, toE164)).toEqual({
      expected: saved,
      phoneNumber: OLD.phoneNumber,
    });
  });

  test.each([
    ['nothing was there before', null],
    ['spaces stood around it', ' old@example.com '],
    ['it was no address', 'none'],
    ['its digits are of another script', 'old٣@example.com'],
    ['it is the same', 'new@example.com'],
  ])('is not offered where %s', (_why, email) => {
    const sent = { email: NEW.email, expected: { ...OLD, email } };
    expect(undoOf(sent, { ...OLD, email: NEW.email }, toE164)).toBeNull();
  });

  test('restores no phone number that a correction would write otherwise', () => {
    const undo = (phoneNumber: string | null, rules: typeof toE164 | null) =>
      undoOf(
        { phoneNumber: NEW.phoneNumber, expected: { ...OLD, phoneNumber } },
        { ...OLD, phoneNumber: NEW.phoneNumber },
        rules,
      );
    for (const phoneNumber of ['050 123 4567', '12345', null]) expect(undo(phoneNumber, toE164)).toBeNull();
    expect(undo(OLD.phoneNumber, null)).toBeNull();
    expect(undo(OLD.phoneNumber, toE164)).not.toBeNull();
  });
});
