import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** For tests only: what one request looked like. */
export interface Seen {
  path: string;
  body: Record<string, unknown>;
  /** How many requests came over this connection before. */
  earlierOnConnection: number;
}

export type Answer = (seen: Seen, response: ServerResponse, request: IncomingMessage) => unknown;

export interface LoopbackServer {
  url: string;
  seen: Seen[];
  /** How many TCP connections were opened. */
  connections: () => number;
  close(): Promise<void>;
}

/** For tests only: a vendor of one rule, on a free loopback port. It parses each body before it lets `answer` act. */
export async function startLoopback(answer: Answer): Promise<LoopbackServer> {
  const seen: Seen[] = [];
  const requestsOf = new Map<Socket, number>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const earlierOnConnection = requestsOf.get(request.socket) ?? 0;
      requestsOf.set(request.socket, earlierOnConnection + 1);
      const one = { path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()), earlierOnConnection };
      seen.push(one);
      answer(one, response, request);
    });
  });
  server.on('connection', (socket) => requestsOf.set(socket, 0));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    connections: () => requestsOf.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** For tests only: answers with JSON. */
export function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
