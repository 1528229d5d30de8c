import type { ErrorBody } from './errors';

/**
 * How an answer of Sentinel reaches the browser when the directory has something to show before it. `Known` is what the
 * directory says in its place.
 */

/** A failure as a value: React redacts an error that a page throws, and a stream has sent its status already. */
export interface FailedAnswer {
  type: 'failed';
  error: ErrorBody['error'];
  status: number;
}

/** How Sentinel's answer came out in the end. */
export type LaterAnswer<T> = { type: 'answer'; answer: T } | FailedAnswer;

/**
 * The lines of `application/x-ndjson`, one JSON object each: what the directory knows, then how Sentinel's answer came
 * out. A route answers so when Sentinel is slow; else its answer is plain JSON.
 */
export type AnswerLine<T, Known> = { type: 'known'; known: Known } | LaterAnswer<T>;

/** What a page's first HTML shows, and what is still to come. */
export interface FirstAnswer<T, Known = T> {
  /** Sentinel's answer, when it came in time. */
  answer: T | null;
  /** The directory's, when Sentinel's didn't. */
  known: Known | null;
  /** `null` when `answer` is there. The page hands the promise on to the browser: Sentinel is asked once. */
  later: Promise<LaterAnswer<T>> | null;
}
