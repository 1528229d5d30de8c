import { expect, it, vi } from 'vitest';
import type { AuditContext } from '../audit/public';
import { DeskError } from '../desk-error';
import type { FilePart } from '../file-source';
import { auditedFile } from './audited-file';

/** A file's one outcome, and its place, whichever way it ends. */

const context: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: null,
  address: null,
};
const part = (text: string, last = false): FilePart => ({ bytes: Buffer.from(text), rows: 1, last });

function begin(
  parts: (FilePart | Promise<FilePart>)[],
  options: { conclude?: () => Promise<void>; mayGoOn?: () => Promise<void> } = {},
) {
  const conclude = vi.fn((..._: unknown[]) => options.conclude?.() ?? Promise.resolve());
  const trail = { intend: async () => 7, conclude } as never;
  const [done, close, leave] = [vi.fn(), vi.fn(async () => {}), new AbortController()];
  const file = auditedFile(
    context,
    {
      action: 'audit.exported',
      intent: { format: 'csv', from: null, to: null, filters: [] },
      open: async () => ({
        next: async () => await (parts.shift() ?? part('', true)),
        close,
        tail: () => Buffer.from('!'),
      }),
      outcome: ({ rows, digest }) => ({ rows, digest }),
      brokenOff: () => null,
      unrecorded: 'withhold',
      mayGoOn: options.mayGoOn,
      done,
    },
    leave.signal,
    { trail, report: () => {} },
  );
  const outcomes = () => conclude.mock.calls.map((call) => (call[4] as { outcome?: string } | undefined)?.outcome);
  return { file, outcomes, done, close, leave };
}

it('a whole file is recorded once, and has its last line', async () => {
  const { file, outcomes, done, close } = begin([part('a'), part('b', true)]);
  expect(await new Response((await file).stream).text()).toBe('ab!');
  expect(outcomes()).toEqual([undefined]);
  expect(done).toHaveBeenCalledTimes(1);
  expect(close).toHaveBeenCalledWith(true);
});

it('a file whose outcome cannot be written has no last line', async () => {
  const { file, done } = begin([part('a', true)], { conclude: () => Promise.reject(new Error('full')) });
  await expect(new Response((await file).stream).text()).rejects.toMatchObject({ code: 'audit_unavailable' });
  expect(done).toHaveBeenCalledTimes(1);
});

it('a reader who loses the right to read gets no further part, and the trail says why', async () => {
  const mayGoOn = vi.fn(async () => {
    if (mayGoOn.mock.calls.length > 1) throw new DeskError('unauthenticated');
  });
  const { file, outcomes, close } = begin([part('a'), part('b', true)], { mayGoOn });
  const reader = (await file).stream.getReader();
  expect(Buffer.from((await reader.read()).value ?? '').toString()).toBe('a');
  await expect(reader.read()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(outcomes()).toEqual(['unauthenticated']);
  expect(close).toHaveBeenCalledWith(false);
});

it('a reader who leaves frees the place while a part is still being read', async () => {
  const { file, outcomes, done, close, leave } = begin([new Promise<FilePart>(() => {})]);
  await file;
  leave.abort();
  expect(done).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(outcomes()).toEqual(['client_left']));
  expect(close).toHaveBeenCalledWith(false);
});

it('a reading that breaks is recorded by its error, once', async () => {
  const { file, outcomes } = begin([part('a'), Promise.reject(new Error('broken'))]);
  await expect(new Response((await file).stream).text()).rejects.toThrow('broken');
  expect(outcomes()).toEqual(['internal']);
});
