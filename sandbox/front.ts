import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';

const FILES = path.join(import.meta.dirname, 'tls');
const read = (name: string) => fs.readFileSync(path.join(FILES, `${name}.pem`), 'utf8');

/** The certificate that signs the others: for a client, as `NODE_EXTRA_CA_CERTS`. */
export const FRONT_CA = path.join(FILES, 'ca.pem');

/**
 * How the front meets new connections: with a certificate that is right, of another host or expired; or it says nothing,
 * not even its part of the TLS handshake; or it cuts them.
 */
export type Welcome = 'right' | 'wrong-host' | 'expired' | 'silent' | 'cut';

export interface Front {
  url: string;
  /** Ends all connections, and meets new ones so. */
  meet(welcome: Welcome): void;
  close(): Promise<void>;
}

/** A proxy in front of a sandbox that speaks TLS, and fails in the ways in which connections fail. */
export async function startFront(targetPort: number): Promise<Front> {
  let welcome: Welcome = 'right';
  const sockets = new Set<net.Socket>();
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const inner = tls.createServer({ key: read('key'), cert: read('right') }, (secure) => {
    const upstream = net.connect(targetPort, '127.0.0.1');
    keep(upstream);
    secure.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    // A reset of the sandbox's must arrive as one.
    upstream.on('error', () => secure.destroy()).on('close', () => secure.end());
    secure.pipe(upstream).pipe(secure);
  });
  inner.on('tlsClientError', () => {});
  const outer = net.createServer((socket) => {
    keep(socket);
    if (welcome === 'cut') socket.resetAndDestroy();
    else if (welcome !== 'silent') inner.emit('connection', socket);
  });
  await new Promise<void>((resolve) => outer.listen(0, '127.0.0.1', resolve));
  const address = outer.address();
  if (typeof address !== 'object' || address === null) throw new Error('the front has no port');
  return {
    url: `https://127.0.0.1:${address.port}`,
    meet: (next) => {
      welcome = next;
      if (next !== 'silent' && next !== 'cut') inner.setSecureContext({ key: read('key'), cert: read(next) });
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        outer.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
