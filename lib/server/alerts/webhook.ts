import 'server-only';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { WebhookProblem } from '../../contracts/alerts';
import { singleton } from '../singleton';

/** A webhook answers within these, ms; a slower one gets the alert again later. */
const CONNECT_WITHIN = 3_000;
const ANSWER_WITHIN = 5_000;
/** Nothing of the answer is read but its status. */
const ANSWER_BYTES = 64 * 1024;

export interface Webhook {
  url: URL;
  key: string;
}

/**
 * Posts one message. The signature covers the time and the exact bytes of the body, so a receiver can refuse forged and
 * replayed messages: `HMAC-SHA256(key, "<x-desk-timestamp>.<body>")`, in hexadecimal.
 *
 * Redirects are not followed: they would take the message to an address that the operator has not chosen.
 *
 * @param now seconds since 1970
 * @returns why the webhook did not take the message; `null` when it did (any status 2xx)
 */
export async function post({ url, key }: Webhook, body: string, now: number): Promise<WebhookProblem | null> {
  const timestamp = String(Math.floor(now));
  const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher: agent(),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'sentinel-desk',
        'x-desk-timestamp': timestamp,
        'x-desk-signature': `v1=${signature}`,
      },
      body,
      signal: AbortSignal.timeout(CONNECT_WITHIN + ANSWER_WITHIN),
    });
    await answer.body.dump({ limit: ANSWER_BYTES }).catch(() => {});
    return problemOf(answer.statusCode);
  } catch (error) {
    return isTimeout(error) ? 'timeout' : 'unreachable';
  }
}

/** Exported for its test: what a status says. */
export function problemOf(status: number): WebhookProblem | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'redirect';
  // A receiver that is busy takes the message later; any other 4xx is about this message.
  return status < 500 && status !== 408 && status !== 429 ? 'refused' : 'faulty';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/i.test(`${error.name} ${'code' in error ? String(error.code) : ''}`);
}

function agent(): Agent {
  return singleton(
    'webhook',
    () =>
      new Agent({
        connect: { timeout: CONNECT_WITHIN },
        headersTimeout: ANSWER_WITHIN,
        bodyTimeout: ANSWER_WITHIN,
        connections: 2,
      }),
  );
}
