import type { AnswerLine } from '../contracts/answers';
import { apiError, networkError } from './api-error';
import { jsonLines } from './stream';

/**
 * Reads the lines of an answer that is late: what the directory knows, then Sentinel's answer.
 * @throws ApiError for a failed answer, and when the stream ends without one
 */
export async function readLateAnswer<T, Known>(
  response: Response,
  signal: AbortSignal,
  onKnown: (known: Known) => void,
): Promise<T> {
  try {
    for await (const line of jsonLines<AnswerLine<T, Known>>(response.body, signal)) {
      if (line.type === 'known') onKnown(line.known);
      else if (line.type === 'answer') return line.answer;
      else throw await apiError(line.error, line.status);
    }
  } catch (reason) {
    // A line that was cut off means a lost connection.
    throw reason instanceof SyntaxError ? networkError() : reason;
  }
  throw networkError();
}
