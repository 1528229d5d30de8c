import { beforeEach, expect, it, vi } from 'vitest';
import { createWritten, type Written } from './written';

let now = 0;
let written: Written;
beforeEach(() => {
  now = 1_000_000;
  written = createWritten(() => now);
});

const one = { uuid: 'c-1', email: 'one@example.com' };
const two = { ...one, email: 'two@example.com' };
const add = (answer: { uuid: string }, changed = true, kind: 'list' | 'detail' = 'list') =>
  written.add(kind, answer.uuid, written.printOf(answer), changed);
const holds = (answer: { uuid: string }, kind: 'list' | 'detail' = 'list') =>
  written.holds(kind, answer.uuid, written.printOf(answer));

it('knows the last answer about a customer, for a minute', () => {
  expect(holds(one)).toBe(false);
  add(one);
  expect([holds(one), holds(two), holds(one, 'detail')]).toEqual([true, false, false]);
  now += 59_999;
  expect(holds(one)).toBe(true);
  now += 1;
  expect(holds(one)).toBe(false);
});

it('knows no earlier answer, or a value that went and came back would not be written', () => {
  add(one);
  add(two);
  expect([holds(one), holds(two)]).toEqual([false, true]);
});

it('knows both kinds while neither changes the row, and then for no longer than the first', () => {
  add(one);
  now += 40_000;
  add(two, false, 'detail');
  expect([holds(one), holds(two, 'detail')]).toEqual([true, true]);
  now += 20_000;
  expect([holds(one), holds(two, 'detail')]).toEqual([false, false]);
  add(one);
  add(two, true, 'detail');
  expect([holds(one), holds(two, 'detail')]).toEqual([false, true]);
});

it('holds fifty thousand customers at the most, and drops the oldest', () => {
  for (let index = 0; index <= 50_000; index += 1) add({ uuid: String(index) });
  expect([holds({ uuid: '0' }), holds({ uuid: '1' }), holds({ uuid: '50000' })]).toEqual([false, true, true]);
});

it('takes an answer after the minute for a new one, whatever it knew of the customer', () => {
  add(one);
  now += 60_000;
  add(two, false, 'detail');
  expect([holds(one), holds(two, 'detail')]).toEqual([false, true]);
  now += 59_999;
  expect(holds(two, 'detail')).toBe(true);
});

it('forgets by itself, also when nobody asks any more', () => {
  vi.useFakeTimers();
  try {
    const idle = createWritten(Date.now);
    idle.add('list', 'c-1', idle.printOf(one), true);
    expect(vi.getTimerCount()).toBe(1);
    idle.add('list', 'c-2', idle.printOf(two), true);
    expect(vi.getTimerCount()).toBe(1);
    // The second customer came with the first: one look forgets both, and then there is nothing left to look for.
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it('forgets everything when told to', () => {
  add(one);
  written.clear();
  expect(holds(one)).toBe(false);
});

it('has other fingerprints in each process, and no value in them', () => {
  const print = written.printOf(one);
  expect(print).not.toContain('example');
  expect(createWritten().printOf(one)).not.toBe(print);
});
