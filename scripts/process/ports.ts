import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.ts';

/** Throws the system's error when nothing can listen there. */
function listen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}

/** A port nobody listened on a moment ago. Another process may take it meanwhile; whoever binds it must cope. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return listen(0, host);
}

/** A free port that nobody else gets until it is let go of. */
export function holdPort(host = '127.0.0.1'): Promise<{ port: number; letGo: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host, exclusive: true }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ port, letGo: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

/** Says clearly when a port we were told to use is taken. `command` is the npm command to try again with another. */
export async function requirePort(port: number, host: string, command: string): Promise<void> {
  const attempt = (): Promise<string> =>
    listen(port, host).then(
      () => 'free',
      (error: NodeJS.ErrnoException) => error.code ?? error.message,
    );
  let found = await attempt();
  for (let waited = 0; found === 'EADDRINUSE' && waited < 2000; waited += 250) {
    // Started again at once, the former one may just be letting go of it.
    await sleep(250);
    found = await attempt();
  }
  if (found === 'free') return;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use. Choose another one: PORT=${port < 65_535 ? port + 1 : 3000} ${command}`,
    EACCES: `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=3000 ${command}`,
    EADDRNOTAVAIL: `HOST is ${host}, which is not an address of this machine.`,
    ENOTFOUND: `HOST is ${host}, which is not an address of this machine.`,
  };
  throw new Problem(sentences[found] ?? `Nothing can listen on ${host}, port ${port}: ${found}.`);
}

export function parsePort(text: string, where: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new Problem(`${where} must be a port number from 1 to 65535.`);
  }
  return port;
}
