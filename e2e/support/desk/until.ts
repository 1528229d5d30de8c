import { vi } from 'vitest';

/**
 * Waits until `work` throws no longer, and gives what it gave. The limit is generous: what takes a moment here takes seconds
 * on a busy machine, and only a test that fails waits so long.
 */
export function until<T>(work: () => T | Promise<T>, interval = 50): Promise<T> {
  return vi.waitFor(work, { timeout: 40_000, interval });
}
