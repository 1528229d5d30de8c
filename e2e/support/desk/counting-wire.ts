import net from 'node:net';

/** What the application said to its database meanwhile. */
export interface Said {
  /** Commands that the server completed: a transaction of three statements counts BEGIN and COMMIT as well. */
  statements: number;
  /** How often the application waited for an answer. */
  roundTrips: number;
  /** The texts that were sent; a prepared statement comes by its name. */
  texts: string[];
}

export interface CountingWire {
  port: number;
  /** What was said since the last call. Without the statement that prepares each new connection. */
  taken(): Said;
  close(): Promise<void>;
}

/**
 * A wire between the application and its database that counts: TCP in, TCP out, on loopback. It reads PostgreSQL's
 * protocol, so it counts what really crosses the network, whatever library sent it.
 */
export async function startCountingWire(serverPort: number): Promise<CountingWire> {
  let said: Said = { statements: 0, roundTrips: 0, texts: [] };
  const sockets = new Set<net.Socket>();

  const server = net.createServer((client) => {
    const upstream = net.connect(serverPort, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
    // The first query sets up the connection (`lib/server/db/connection.ts`): no request pays for it twice.
    let isSetUp = false;
    let isSettingUp = false;
    client.on(
      'data',
      messages(true, (type, body) => {
        if (type === 'Q' && !isSetUp) {
          isSetUp = true;
          isSettingUp = true;
        } else if (type === 'Q' || type === 'S') said.roundTrips += 1;
        if (type === 'Q' && !isSettingUp) said.texts.push(text(body));
        if (type === 'P') said.texts.push(text(body.subarray(body.indexOf(0) + 1)));
        // An unnamed statement was told by its text.
        if (type === 'B') said.texts.push(text(body.subarray(body.indexOf(0) + 1)));
      }),
    );
    upstream.on(
      'data',
      messages(false, (type) => {
        if (type === 'C' && !isSettingUp) said.statements += 1;
        if (type === 'Z' && isSetUp) isSettingUp = false;
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the wire has no port');
  return {
    port: address.port,
    taken: () => {
      const taken = { ...said, texts: said.texts.filter((one) => one !== '') };
      said = { statements: 0, roundTrips: 0, texts: [] };
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Cuts a stream into messages. What a client sends first has a length and no type. */
function messages(isClient: boolean, each: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStartUp = isClient;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = isStartUp ? 0 : 1;
      if (rest.length < head + 4) return;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return;
      const type = isStartUp ? 'start-up' : String.fromCharCode(rest[0] ?? 0);
      isStartUp = false;
      const body = rest.subarray(head + 4, end);
      rest = rest.subarray(end);
      each(type, body);
    }
  };
}

/** The zero-terminated text at the beginning of a message. */
function text(body: Buffer): string {
  return body.subarray(0, Math.max(0, body.indexOf(0))).toString('utf8');
}
