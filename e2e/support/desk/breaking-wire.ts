import net from 'node:net';

/** A way to a server that a test can break: TCP in, TCP out, on loopback. */
export interface BreakingWire {
  url: string;
  /** Ends every connection that is open. New ones go through. */
  breakAll(): void;
  close(): Promise<void>;
}

export async function startBreakingWire(serverUrl: string): Promise<BreakingWire> {
  const port = Number(new URL(serverUrl).port);
  const sockets = new Set<net.Socket>();
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = net.createServer((client) => {
    const upstream = net.connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    breakAll,
    close: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
