import { expect, test, vi } from 'vitest';
import { createKeyMemory } from './key-memory';

test('a key waits until something uses it, and is used once', () => {
  const memory = createKeyMemory<string>();
  memory.keep('e', 0, true);
  const notYet = vi.fn(() => false);
  memory.offer(notYet, 1_000);
  const use = vi.fn(() => true);
  memory.offer(use, 9_000);
  memory.offer(use, 9_001);
  expect(notYet).toHaveBeenCalledExactlyOnceWith('e');
  expect(use).toHaveBeenCalledExactlyOnceWith('e');
});

test('whatever the person does next ends the wait', () => {
  const memory = createKeyMemory<string>();
  const use = vi.fn(() => true);
  memory.keep('e', 0, true);
  memory.forget();
  memory.offer(use, 1);
  memory.keep('e', 0, true);
  memory.keep('/', 0, true);
  memory.offer(use, 1);
  expect(use).toHaveBeenCalledExactlyOnceWith('/');
});

test('a key waits long for a page that is loading, and only shortly for another page', () => {
  const memory = createKeyMemory<string>();
  const use = vi.fn(() => true);
  memory.keep('e', 0, true);
  memory.offer(use, 19_000);
  expect(use).toHaveBeenCalledTimes(1);
  memory.keep('e', 0, true);
  memory.offer(use, 21_000);
  memory.keep('e', 0, false);
  memory.offer(use, 3_000);
  expect(use).toHaveBeenCalledTimes(1);
});
