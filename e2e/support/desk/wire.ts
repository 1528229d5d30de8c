import net from 'node:net';

/** What becomes of the next commit of the audit writer, or of its turn. */
export type Fate =
  /** It happens, and the connection breaks before anybody hears of it. */
  | 'commit-lost'
  /** It happens, and the answer comes when the writer has given up. */
  | 'commit-late'
  /** The writer has its turn, and nothing goes to or fro any more. */
  | 'turn-stalled';

export interface Wire {
  port: number;
  /** Arms one fate; it strikes once. */
  arm(fate: Fate): void;
  /** Whether the armed one has struck. */
  struck(): boolean;
  /** Every answer of the server comes this much later, ms; 0 ends it. */
  slow(ms: number): void;
  close(): Promise<void>;
}

const LATE_MS = 2_600;
const TURN = 'pg_advisory_xact_lock(7302120)';
/** A commit of its own message, and the message that is a whole transaction. */
const COMMITS = ['COMMIT\0', 'EXECUTE audit_append_next('];

/** A wire between the application and its database that breaks where a test says: TCP in, TCP out, on loopback. */
export async function startWire(serverPort: number): Promise<Wire> {
  let armed: Fate | undefined;
  let delay = 0;
  const sockets = new Set<net.Socket>();

  const server = net.createServer((client) => {
    const upstream = net.connect(serverPort, '127.0.0.1');
    let fate: Fate | undefined;
    let answers = Promise.resolve();
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        if (fate !== 'turn-stalled') other.destroy();
      });
    }
    client.on('data', (said) => {
      if (fate === 'turn-stalled') return;
      const strikes = armed === 'turn-stalled' ? isTurnAlone(said) : COMMITS.some((one) => said.includes(one));
      if (armed !== undefined && strikes) {
        fate = armed;
        armed = undefined;
      }
      upstream.write(said);
    });
    upstream.on('data', (answer) => {
      if (fate === 'turn-stalled') return;
      if (fate === 'commit-lost') {
        client.destroy();
        return;
      }
      const wait = fate === 'commit-late' ? LATE_MS : delay;
      answers = answers.then(async () => {
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        client.write(answer);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the wire has no port');
  return {
    port: address.port,
    arm: (fate) => {
      armed = fate;
    },
    struck: () => armed === undefined,
    slow: (ms) => {
      delay = ms;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Whether a message takes the turn and leaves the insert to a later one. */
function isTurnAlone(said: Buffer): boolean {
  return said.includes(TURN) && !said.includes('audit_append_next');
}
