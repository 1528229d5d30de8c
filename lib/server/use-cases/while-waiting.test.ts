import { describe, expect, it } from 'vitest';
import { DeskError } from '../desk-error';
import { SentinelError } from '../sentinel/public';
import { whileWaiting } from './while-waiting';

const later = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));
const failing = (error: Error, ms = 0) => later(ms, null).then(() => Promise.reject(error));

describe('while Sentinel answers', () => {
  it('asks the directory for nothing when the answer is there in time', async () => {
    let asked = 0;
    const find = async () => {
      asked += 1;
      return 'known';
    };
    expect(await whileWaiting(later(1, 'answer'), 5_000, find)).toEqual({ known: null, late: false });
    expect(asked).toBe(0);
  });

  it('gives what the directory knows when the time is over, and says when it knows nothing', async () => {
    const never = new Promise<string>(() => {});
    expect(await whileWaiting(never, 1, async () => 'known')).toEqual({ known: 'known', late: true });
    expect(await whileWaiting(never, 1, async () => null)).toEqual({ known: null, late: true });
  });

  it('prefers an answer that comes while the directory is read', async () => {
    const answer = later(20, 'answer');
    const find = async () => {
      await answer;
      return later(5, 'known');
    };
    expect(await whileWaiting(answer, 1, find)).toEqual({ known: null, late: false });
  });
});

describe('when Sentinel fails', () => {
  it.each(['rate-limited', 'unavailable', 'timeout', 'malformed', 'credentials'] as const)(
    'gives what the directory knows at once: %s',
    async (kind) => {
      const answer = failing(new SentinelError(kind, 'list'));
      expect(await whileWaiting(answer, 5_000, async () => 'known')).toEqual({ known: 'known', late: false });
    },
  );

  it.each([
    new SentinelError('wrong-person', 'status'),
    new SentinelError('not-found', 'status'),
    new DeskError('audit_unavailable'),
    new DeskError('not_found'),
    new Error('a fault of ours'),
  ])('shows nothing of the directory after a refusal: %s', async (error) => {
    const answer = failing(error);
    expect(await whileWaiting(answer, 5_000, async () => 'known')).toEqual({ known: null, late: false });
  });
});
