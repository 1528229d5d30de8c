import 'server-only';
import { createHash } from 'node:crypto';
import type { EffectAction, IntentDetail, OutcomeDetail } from '../../contracts/audit-details';
import { dayIn } from '../../writing/zones';
import type { AuditContext } from '../audit/public';
import type { FileSource } from '../file-source';
import { describeError } from '../log';
import { application, CLIENT_LEFT, concludeFailure, intend, notWritten, outcomeOf, type Recorder } from './audited';

interface Figures {
  rows: number;
  bytes: number;
}

interface FileEffect<A extends EffectAction, S extends FileSource> {
  action: A;
  intent: IntentDetail<A>;
  /** Opens the reading, after the intent is durable. */
  open: (signal: AbortSignal) => Promise<S>;
  /** The detail of a file that was sent whole. */
  outcome: (whole: Figures & { digest: string }) => OutcomeDetail<A>;
  /** The detail of a file that broke off; `null` for none. */
  brokenOff: (sent: Figures) => OutcomeDetail<A> | null;
  /**
   * What happens to a whole file whose outcome cannot be written. `withhold`: the file breaks off before its tail.
   * `answer`: the data has been sent already, and the intent stands as "unknown outcome".
   */
  unrecorded: 'withhold' | 'answer';
  /** Asked before each part; what it throws ends the file. For readers who lose their right while they read. */
  mayGoOn?: (() => Promise<void>) | undefined;
  /** Called once, as soon as the reading has ended in any way: frees its place. */
  done: () => void | Promise<void>;
}

/**
 * Audit before effect for a file that is read while it is sent: a durable intent before the first byte, and one outcome
 * when the file is whole, breaks, or its reader leaves. The reader's leaving ends the reading at once.
 *
 * @param recorder the application's, unless a program of the command line has its own
 * @returns the opened source, and the file's bytes. Cancelling the stream counts as the reader's leaving
 * @throws DeskError `audit_unavailable` before anything is read; whatever `open` throws; the reason of `signal`
 */
export async function auditedFile<A extends EffectAction, S extends FileSource>(
  context: AuditContext,
  effect: FileEffect<A, S>,
  signal: AbortSignal,
  recorder: Recorder = application(),
): Promise<{ source: S; stream: ReadableStream<Uint8Array> }> {
  const { action } = effect;
  let intent: number | undefined;
  try {
    intent = await intend(recorder, context, action, effect.intent);
    signal.throwIfAborted();
    const source = await effect.open(signal);
    return {
      source,
      stream: streamOf(source, ending(recorder, context, intent, effect, source), effect, recorder, signal),
    };
  } catch (error) {
    await effect.done();
    if (intent !== undefined) {
      const outcome = signal.aborted ? CLIENT_LEFT : outcomeOf(error);
      await concludeFailure(recorder, intent, context, action, null, { outcome });
    }
    throw signal.aborted ? signal.reason : error;
  }
}

interface Ending {
  sent: Figures;
  isOver: () => boolean;
  /** Records a whole file. @throws DeskError `audit_unavailable` when the effect withholds what isn't recorded */
  succeed: (digest: string) => Promise<void>;
  fail: (outcome: string) => Promise<void>;
}

/** Ends a file once, whichever of its ends comes first: frees the place, closes the source, writes the outcome. */
function ending<A extends EffectAction, S extends FileSource>(
  recorder: Recorder,
  context: AuditContext,
  intent: number,
  effect: FileEffect<A, S>,
  source: S,
): Ending {
  const { action } = effect;
  const sent: Figures = { rows: 0, bytes: 0 };
  let over = false;
  const end = async (whole: boolean) => {
    over = true;
    await effect.done();
    await source.close(whole).catch((error) => recorder.report({ event: 'file', action, error: describeError(error) }));
  };
  return {
    sent,
    isOver: () => over,
    succeed: async (digest) => {
      if (over) throw new Error('the file has ended');
      await end(true);
      await recorder.trail.conclude(intent, context, action, effect.outcome({ ...sent, digest })).catch((error) => {
        const refusal = notWritten(recorder, action, error);
        if (effect.unrecorded === 'withhold') throw refusal;
      });
    },
    fail: async (outcome) => {
      if (over) return;
      // The figures of this moment: a part that is still being read is not sent any more.
      const detail = effect.brokenOff({ ...sent });
      await end(false);
      await concludeFailure(recorder, intent, context, action, detail, { outcome });
    },
  };
}

function streamOf<A extends EffectAction, S extends FileSource>(
  source: FileSource,
  { sent, isOver, succeed, fail }: Ending,
  { action, mayGoOn }: Pick<FileEffect<A, S>, 'action' | 'mayGoOn'>,
  { report }: Recorder,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const hash = createHash('sha256');
  const stopped = new Error('the file has ended');
  signal.addEventListener('abort', () => void fail(CLIENT_LEFT), { once: true });
  if (signal.aborted) void fail(CLIENT_LEFT);
  // At once, not at the next read: a reader who has stalled may never read on.
  void source.broken?.then((error) => fail(outcomeOf(error)));
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          for (;;) {
            await mayGoOn?.();
            if (isOver()) throw stopped;
            const { bytes, rows, last } = await source.next();
            if (isOver()) throw stopped;
            if (bytes.length > 0) {
              hash.update(bytes);
              controller.enqueue(bytes);
              sent.bytes += bytes.length;
              sent.rows += rows;
            }
            if (!last && bytes.length === 0) continue;
            if (!last) return;
            // The outcome comes before the end of the file: a reader who has a whole file has a recorded file.
            const digest = hash.digest('hex');
            await succeed(digest);
            if (source.tail) controller.enqueue(source.tail({ rows: sent.rows, digest }));
            controller.close();
            return;
          }
        } catch (error) {
          if (!signal.aborted && error !== stopped) report({ event: 'file', action, error: describeError(error) });
          await fail(signal.aborted ? CLIENT_LEFT : outcomeOf(error));
          // The connection breaks off, so the browser and its user learn that the file is not whole.
          controller.error(error);
        }
      },
      cancel: () => fail(CLIENT_LEFT),
    },
    { highWaterMark: 1 },
  );
}

interface DownloadFile {
  name: string;
  /** What the file lacks or is a part of, for its name: letters, digits, dashes; empty for a whole file. */
  lacks?: string;
  format: 'csv' | 'jsonl';
  /** The time zone of the file's moments, `UTC` by default: the file's name carries today's date there. */
  timeZone?: string | undefined;
  headers?: Record<string, string>;
}

/** The answer to a download. The file's name carries the day and nothing of its content. */
export function fileResponse(
  stream: ReadableStream<Uint8Array>,
  { name, lacks = '', format, timeZone = 'UTC', headers = {} }: DownloadFile,
): Response {
  const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
  return new Response(stream, {
    headers: {
      ...headers,
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}-${dayIn(new Date(), timeZone)}${lacks && `-${lacks}`}.${format}"`,
    },
  });
}
