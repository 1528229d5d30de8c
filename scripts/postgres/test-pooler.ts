import net from 'node:net';

/** What a pooler passes on; it refuses a client that asks for anything else at the start (PgBouncer's list). */
const PASSED_ON = new Set([
  'user',
  'database',
  'client_encoding',
  'datestyle',
  'timezone',
  'standard_conforming_strings',
  'application_name',
]);

const SSL_REQUEST = 80_877_103;
const READY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);

export interface TestPooler {
  /** The same URL, through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/**
 * An imitation of PgBouncer for tests. Each client signs in at the server by itself; after that, in the mode
 * `transaction`, every transaction gets the session that was given back last, whoever opened it.
 */
export async function startTestPooler(serverUrl: string, mode: 'session' | 'transaction'): Promise<TestPooler> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<net.Socket>();
  const idle: Session[] = [];
  const pooler = net.createServer((client) => {
    keep(client);
    client.once('data', (first) => begin(client, first));
  });
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };

  function begin(client: net.Socket, first: Buffer): void {
    if (first.readInt32BE(4) === SSL_REQUEST) {
      client.write('N');
      client.once('data', (next) => begin(client, next));
      return;
    }
    const words = first.subarray(8).toString().split('\0');
    const stranger = words.find((word, index) => index % 2 === 0 && word !== '' && !PASSED_ON.has(word.toLowerCase()));
    if (stranger !== undefined) {
      client.end(fatal('08P01', `unsupported startup parameter: ${stranger}`));
      return;
    }
    const socket = net.connect(Number(port), hostname);
    keep(socket);
    let session: Session | undefined = openSession(socket);
    session.client = client;
    socket.write(first);
    client.on('data', (data) => {
      if (mode === 'transaction' && session?.client !== client) session = take(client);
      if (mode === 'transaction' && data[0] === TERMINATE) client.destroy();
      else session?.socket.write(data);
    });
    if (mode === 'session') client.on('close', () => socket.destroy());
  }

  function take(client: net.Socket): Session | undefined {
    const session = idle.pop();
    if (session !== undefined) session.client = client;
    return session;
  }

  function openSession(socket: net.Socket): Session {
    const session: Session = { socket, client: undefined };
    let rest = Buffer.alloc(0);
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      let end = 0;
      let free = false;
      while (rest.length >= end + 5 && rest.length >= end + 1 + rest.readInt32BE(end + 1)) {
        free = rest[end] === READY && rest[end + 5] === IDLE;
        end += 1 + rest.readInt32BE(end + 1);
      }
      const { client } = session;
      if (free && mode === 'transaction') {
        session.client = undefined;
        idle.push(session);
      }
      client?.write(rest.subarray(0, end));
      rest = rest.subarray(end);
    });
    socket.on('close', () => session.client?.destroy());
    return session;
  }

  await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve));
  const address = pooler.address();
  const here = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(here) }).href,
    stop: () =>
      new Promise((resolve) => {
        pooler.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

interface Session {
  socket: net.Socket;
  /** Who has it now. */
  client: net.Socket | undefined;
}

function fatal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
