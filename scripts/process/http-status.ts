import http from 'node:http';

/**
 * The status a GET on this machine is answered with; undefined when nobody answers in time. Not `fetch`: that one keeps
 * the connection open, and a server that is asked to stop would wait for it.
 */
export function httpStatus(url: string, timeoutMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent: false, timeout: timeoutMs, headers: { connection: 'close' } }, (answer) => {
      answer.resume();
      answer.once('close', () => resolve(answer.statusCode));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}
