import { describe, expect, it } from 'vitest';
import { GUARD_WINDOWS, guardCorrection, guardLink, type PastCorrection } from './takeover';

const WEEK = GUARD_WINDOWS.bothContacts;
const DAY = GUARD_WINDOWS.linkAfterCorrection;
const past = (hoursAgo: number, ...fields: PastCorrection['fields'][number][]): PastCorrection => ({
  fields,
  hoursAgo,
});

describe('a correction needs a second person', () => {
  it('with both contacts at once', () => expect(guardCorrection(['email', 'phoneNumber'], [])).toBe('both-contacts'));

  it('of the other contact within the window', () => {
    expect(guardCorrection(['phoneNumber'], [past(WEEK - 0.01, 'email')])).toBe('both-contacts');
    expect(guardCorrection(['email'], [past(1, 'email'), past(2, 'phoneNumber')])).toBe('both-contacts');
    expect(guardCorrection(['email'], [past(3, 'email', 'phoneNumber')])).toBe('both-contacts');
  });
});

describe('a correction needs nobody else', () => {
  it.each([
    ['alone', []],
    ['again of the same contact, as an undo is', [past(0, 'email')]],
    ['of the other contact after the window', [past(WEEK, 'phoneNumber')]],
    ['after a correction that changed nothing', [past(1)]],
  ])('%s', (_, before) => expect(guardCorrection(['email'], before)).toBeNull());
});

it('a link needs a second person soon after any correction', () => {
  expect(guardLink([past(DAY - 0.01, 'phoneNumber')])).toBe('link-after-correction');
  expect(guardLink([past(100, 'email'), past(0, 'email')])).toBe('link-after-correction');
  expect(guardLink([past(DAY, 'email')])).toBeNull();
  expect(guardLink([past(1)])).toBeNull();
  expect(guardLink([])).toBeNull();
});
