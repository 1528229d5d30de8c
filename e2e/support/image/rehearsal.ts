import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../../scripts/embedded-postgres.ts';
import { eraseServerDirectory } from '../../../scripts/postgres/server-directory.ts';
import { httpStatus } from '../../../scripts/process/http-status.ts';
import { beforeExit, runProgram } from '../../../scripts/process/program.ts';
import { inProject } from '../../../scripts/process/project.ts';
import { startSandbox } from '../../../scripts/stack/sandbox.ts';
import { sandboxControl } from '../desk/sandbox-control.ts';
import { tryToSignInAt } from '../desk/try-to-sign-in.ts';
import { makeContainer } from './container.ts';
import { readDockerfile } from './dockerfile.ts';

/** What the rehearsal saw; `image.test.ts` judges it. */
export interface Rehearsal {
  /** The programs of the image, with their exit codes and what they said. */
  programs: Record<string, { code: number | null; output: string }>;
  /** The status of each step of the smoke journey. */
  statuses: Record<string, number>;
  encoding: string | null;
  images: number;
  /** Packets that found no route, from the desk alone, and from an attempt that was made on purpose. */
  strays: { desk: number; control: number };
  exitCode: number | null;
  log: string;
}

const PASSWORD = 'a pass phrase of some length';
const ADMIN = 'admin@desk.example';

// The image without Docker: its root directory, its user and its command, in a network namespace that has no way out
// of this machine. Database and Sentinel are in the same namespace. `image.test.ts` starts it, with a directory that it
// removes afterwards.
await runProgram(async () => {
  const [, , home] = process.argv;
  if (home === undefined) throw new Error('The rehearsal needs a directory.');
  const postgresDir = path.join(home, 'postgres');
  beforeExit(async () => eraseServerDirectory(postgresDir));
  const postgres = await startPostgres({ dataDir: postgresDir, throwaway: true });
  const credentials = { clientUuid: randomUUID(), clientSecret: randomBytes(24).toString('base64url') };
  const flags = { customers: '60', images: 'on-demand', rowShape: 'full' } as const;
  const sandbox = await startSandbox(flags, credentials, path.join(home, 'sandbox.log'));

  const secrets = path.join(home, 'secrets');
  fs.mkdirSync(secrets);
  const secret = (name: string, value = randomBytes(32).toString('base64url')) => {
    fs.writeFileSync(path.join(secrets, name), value);
    return `/run/secrets/${name}`;
  };
  const recipe = readDockerfile();
  const empty = path.join(home, 'empty');
  fs.mkdirSync(empty);
  const layers = { '/src/.next/standalone': inProject('.next', 'standalone'), '/data': empty };
  const container = makeContainer(recipe, { home, layers, secrets });

  const database = { DATABASE_URL_FILE: secret('database-url', postgres.url) };
  const owner = { ...database, DATABASE_OWNER_URL_FILE: secret('database-owner-url', postgres.ownerUrl) };
  const trail = { ...database, AUDIT_KEY_FILE: secret('audit-key') };
  const appUrl = `http://127.0.0.1:${recipe.port}`;
  const env = {
    ...trail,
    SENTINEL_BASE_URL: sandbox.url,
    SENTINEL_CLIENT_UUID: credentials.clientUuid,
    SENTINEL_CLIENT_SECRET_FILE: secret('sentinel-client-secret', credentials.clientSecret),
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET_FILE: secret('nextauth-secret'),
    DIRECTORY_KEY_FILE: secret('directory-key'),
    TRUSTED_PROXIES: '1',
    DRAIN_SECONDS: '0',
  };

  const create = ['accounts', 'create', '--email', ADMIN, '--name', 'Ada', '--role', 'admin', '--password-stdin'];
  const programs: Rehearsal['programs'] = {
    migrate: container.run(['migrate'], owner),
    'serve with the owner': container.run(['serve'], { ...env, ...owner }),
    create: container.run(create, trail, `${PASSWORD}\n`),
    'a shell': container.run(['/bin/sh', '-c', 'true']),
    // Writes where nothing may be written.
    'a file': container.run(['/nodejs/bin/node', '-e', "require('node:fs').writeFileSync('/desk/x', '')"]),
  };
  const logFile = path.join(home, 'desk.log');
  const before = strays();
  const desk = container.start(env, logFile);
  try {
    for (let left = 300; (await httpStatus(`${appUrl}/api/health/ready`, 5_000)) !== 200; left -= 1) {
      if (left === 0) throw new Error(`The desk did not become ready: ${fs.readFileSync(logFile, 'utf8')}`);
      await sleep(50);
    }
    programs.health = container.run(recipe.health, { HOST: '0.0.0.0' });
    const seen = await smoke(appUrl, sandbox.url);
    programs.verify = container.run(['audit', 'verify'], trail);
    const fromDesk = strays() - before;
    container.run(['/nodejs/bin/node', '-e', "require('node:net').connect(443, '192.0.2.1').on('error', () => {})"]);
    const fromControl = strays() - before - fromDesk;
    const exitCode = await desk.stop();
    const log = fs.readFileSync(logFile, 'utf8');
    const said: Rehearsal = { programs, ...seen, strays: { desk: fromDesk, control: fromControl }, exitCode, log };
    console.log(JSON.stringify(said));
  } finally {
    await desk.stop();
  }
  return 0;
});

/** Signs in, lists, opens, shows images, corrects a contact, and takes a file of the browser's. */
async function smoke(appUrl: string, sandboxUrl: string) {
  const { uuid, email, phoneNumber } = await sandboxControl(sandboxUrl).named('all-documents');
  const signedIn = await tryToSignInAt(ADMIN, PASSWORD, { appUrl });
  const send = (method: string, place: string, body?: unknown) =>
    fetch(appUrl + place, {
      method,
      headers: { cookie: signedIn.cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const list = await send('GET', '/api/customers');
  const open = await send('GET', `/api/customers/${uuid}`);
  const images = await send('POST', `/api/customers/${uuid}/images`, { optimized: true });
  const parts = [...(await images.formData()).keys()].length;
  const expected = { email, phoneNumber };
  const correct = await send('PATCH', `/api/customers/${uuid}/contact`, { phoneNumber: '+971501234567', expected });
  const page = await send('GET', '/customers');
  const script = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0] ?? '/none';
  const file = await fetch(appUrl + script, { headers: { 'accept-encoding': 'br' } });
  await file.arrayBuffer();
  const statuses = {
    ...{ signIn: signedIn.status, list: list.status, open: open.status, images: images.status },
    ...{ correct: correct.status, page: page.status, file: file.status },
  };
  return { statuses, images: parts, encoding: file.headers.get('content-encoding') };
}

/** Packets of this namespace that no route leads to their end: `OutNoRoutes` of IPv4 and IPv6. */
function strays(): number {
  const [names = '', values = ''] = fs.readFileSync('/proc/net/snmp', 'utf8').match(/^Ip: .*$/gm) ?? [];
  const four = Number(values.split(' ')[names.split(' ').indexOf('OutNoRoutes')]);
  const six = Number(/^Ip6OutNoRoutes\s+(\d+)$/m.exec(fs.readFileSync('/proc/net/snmp6', 'utf8'))?.[1] ?? 0);
  return four + six;
}
