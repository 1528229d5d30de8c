import { expect, test, vi } from 'vitest';
import { createKeyQueue, type KeyUse } from './key-queue';

/** A page that answers keys as `answer` says, and notes what it was offered. */
function pageOf(answer: (key: string) => KeyUse) {
  const use = vi.fn(answer);
  return { use, queue: createKeyQueue<string>(use) };
}

test('a key waits until something uses it, and is used once', () => {
  let ready = false;
  const { use, queue } = pageOf(() => ready);
  expect(queue.press('e', 0, true)).toBe(false);
  expect(queue.offer(1_000)).toBe(false);
  ready = true;
  expect(queue.offer(9_000)).toBe(true);
  expect(queue.offer(9_001)).toBe(false);
  expect(use).toHaveBeenCalledTimes(3);
});

test('whatever the person does next ends the wait of a key that the page has no use for', () => {
  let ready = false;
  const { use, queue } = pageOf(() => ready);
  queue.press('e', 0, true);
  queue.forget();
  expect(queue.offer(1)).toBe(false);
  queue.press('e', 2, true);
  queue.press('/', 3, true);
  ready = true;
  expect(queue.offer(4)).toBe(true);
  expect(use).toHaveBeenLastCalledWith('/');
  expect(queue.offer(5)).toBe(false);
});

test('a key waits long for a page that is loading, and only shortly for another page', () => {
  let ready = false;
  const { queue } = pageOf(() => ready);
  const after = (ms: number, loading: boolean) => {
    ready = false;
    queue.press('e', 0, loading);
    ready = true;
    const used = queue.offer(ms);
    queue.forget();
    return used;
  };
  expect([after(19_000, true), after(21_000, true)]).toEqual([true, false]);
  expect([after(1_900, false), after(3_000, false)]).toEqual([true, false]);
});

test('keys behind one that the page wants wait for their turn, and none is lost or comes too early', () => {
  let known = false;
  const did: string[] = [];
  const { queue } = pageOf((key) => {
    if (key === 'j' && !known) return 'wait';
    did.push(key);
    // The next customer's own next one is not known yet.
    if (key === 'j') known = false;
    return true;
  });
  for (const key of ['j', 'j', 'e']) expect(queue.press(key, 0, false)).toBe(true);
  expect(did).toEqual([]);
  known = true;
  expect(queue.offer(100)).toBe(true);
  expect(queue.offer(101)).toBe(false);
  expect(queue.press('i', 102, false)).toBe(true);
  known = true;
  expect([103, 104, 105].map((at) => queue.offer(at))).toEqual([true, true, true]);
  expect(did).toEqual(['j', 'j', 'e', 'i']);
  expect(queue.press('k', 106, false)).toBe(true);
  expect(did.at(-1)).toBe('k');
});

test('a key in the queue that the next page has no use for holds the others up for two seconds', () => {
  let answer: KeyUse = 'wait';
  const { use, queue } = pageOf((key) => (key === 'x' ? false : answer));
  queue.press('j', 0, false);
  queue.press('x', 1, false);
  queue.press('e', 2, false);
  answer = true;
  expect(queue.offer(10)).toBe(true);
  expect(queue.offer(11)).toBe(false);
  expect(queue.offer(1_900)).toBe(false);
  expect(queue.offer(2_100)).toBe(true);
  expect(use).toHaveBeenLastCalledWith('e');
});

test('no more keys are kept than a person means', () => {
  let answer: KeyUse = 'wait';
  const { queue } = pageOf(() => answer);
  for (let key = 0; key < 200; key += 1) queue.press('j', 0, false);
  answer = true;
  let used = 0;
  while (queue.offer(1)) used += 1;
  expect(used).toBe(40);
});
