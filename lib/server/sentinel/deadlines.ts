import 'server-only';

/** All in milliseconds. undici's defaults are 300 s, which would block a page and a connection for five minutes. */
export interface Deadlines {
  /** Name look-up, TCP and TLS. */
  connect: number;
  /** From the sent request to the last header of the answer: the vendor's processing time. */
  headers: number;
  /** Between two pieces of the body. */
  body: number;
  /** The whole call, waiting for a free connection and the one retry included. */
  total: number;
}

export const DEADLINES: Deadlines = { connect: 5_000, headers: 15_000, body: 10_000, total: 60_000 };
