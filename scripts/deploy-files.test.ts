import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { parseEnv } from '@/lib/server/env';
import { readDockerfile } from '../e2e/support/image/dockerfile';

/**
 * `compose.yaml` and `deploy/kubernetes`, held against the code: the environment that they give is one that the desk
 * starts with, and their probes, ports, files and times are those that exist. No Docker and no Kubernetes ran here.
 */

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const recipe = readDockerfile();
const compose = parse(read('compose.yaml'), { merge: true });
const kustomization = parse(read('deploy/kubernetes/kustomization.yaml'));
const objects = kustomization.resources.flatMap((file: string) =>
  parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((document) => document.toJS()),
);
const object = (kind: string) => objects.find((one: { kind: string }) => one.kind === kind);
const pod = object('StatefulSet').spec.template.spec;
const [container] = pod.containers;
const [migration] = pod.initContainers;

/** The secrets that `deploy/new-secrets.sh` makes, in a directory of this test's own. */
let home: string;
const secret = (name: string) => path.join(home, 'secrets', name);
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
  execFileSync('sh', [path.join(root, 'deploy/new-secrets.sh')], { cwd: home, input: 'the secret of Sentinel\n' });
});
afterAll(() => fs.rmSync(home, { recursive: true }));

/** `NAME=value` lines. */
const pairs = (text: string) =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => (/^[A-Z]/.test(line) ? [line.split(/=(.*)/s).slice(0, 2)] : [])),
  );
/** Files of secrets as this machine has them. */
const onThisMachine = (env: Record<string, string>, mounted: string) =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.replace(`${mounted}/`, `${home}/secrets/`)]),
  );

describe('the secrets', () => {
  it('are made once, for the eyes of their owner', () => {
    const audit = fs.readFileSync(secret('audit-key'), 'utf8');
    execFileSync('sh', [path.join(root, 'deploy/new-secrets.sh')], { cwd: home });
    expect(fs.readFileSync(secret('audit-key'), 'utf8')).toBe(audit);
    expect(fs.readFileSync(secret('sentinel-client-secret'), 'utf8')).toBe('the secret of Sentinel');
    expect(fs.statSync(path.join(home, 'secrets')).mode & 0o777).toBe(0o700);
    expect(fs.statSync(secret('audit-key')).mode & 0o777).toBe(0o444);
  });
});

describe('the secret of Sentinel', () => {
  it('is asked for again after an empty answer', () => {
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
    const file = path.join(other, 'secrets/sentinel-client-secret');
    const run = (input: string) =>
      execFileSync('sh', [path.join(root, 'deploy/new-secrets.sh')], { cwd: other, input, stdio: 'pipe' });
    expect(() => run('\n')).toThrow(/run this again/);
    expect(fs.existsSync(file)).toBe(false);
    // As the script left it before it refused an empty answer.
    fs.writeFileSync(file, '', { mode: 0o444 });
    run('given\n');
    expect(fs.readFileSync(file, 'utf8')).toBe('given');
    fs.rmSync(other, { recursive: true });
  });
});

describe('a secret that the machine makes', () => {
  it('is not written while it would be empty', () => {
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
    const script = path.join(root, 'deploy/new-secrets.sh');
    // A machine with everything that the script needs, but for openssl.
    for (const name of ['mkdir', 'rm', 'cat']) {
      fs.symlinkSync(
        execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(),
        path.join(other, name),
      );
    }
    const shell = execFileSync('sh', ['-c', 'command -v sh'], { encoding: 'utf8' }).trim();
    const run = () =>
      execFileSync(shell, [script], { cwd: other, env: { NODE_ENV: 'test', PATH: other }, stdio: 'pipe' });
    expect(run).toThrow(/run this again/);
    expect(fs.readdirSync(path.join(other, 'secrets'))).toEqual([]);
    fs.rmSync(other, { recursive: true });
  });
});

describe('the URLs of the database', () => {
  it('ask for TLS wherever the database is another machine', () => {
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
    const script = path.join(root, 'deploy/new-secrets.sh');
    execFileSync('sh', [script, 'db.example.com:5432'], { cwd: other, input: 'x\n' });
    for (const name of ['database-url', 'database-owner-url']) {
      const { host, searchParams } = new URL(fs.readFileSync(path.join(other, 'secrets', name), 'utf8'));
      expect([host, searchParams.get('sslmode')]).toEqual(['db.example.com:5432', 'verify-full']);
      expect(fs.readFileSync(secret(name), 'utf8')).toMatch(/@database:5432\/desk$/);
    }
    fs.rmSync(other, { recursive: true });
  });
});

describe('a removal by the retention rule', () => {
  it('has in a container what it needs: the owner, the key, the settings and the checkpoints', () => {
    const [job] = parseAllDocuments(read('deploy/retention-job.yaml')).map((document) => document.toJS());
    const { spec, metadata } = job.spec.template;
    expect(metadata.labels.app).not.toBe(object('Service').spec.selector.app);
    const [{ args, env, envFrom, volumeMounts }] = spec.containers;
    const { retention } = compose.services;
    const needed = ['DATABASE_URL_FILE', 'DATABASE_OWNER_URL_FILE', 'AUDIT_KEY_FILE'];
    expect([args, retention.command]).toEqual([['retention'], ['retention']]);
    expect(Object.keys(retention.environment)).toEqual(needed);
    expect(env.map(({ name }: { name: string }) => name)).toEqual(needed);
    for (const { value } of env) expect(fs.existsSync(secret(path.basename(value)))).toBe(true);
    expect([envFrom, retention.env_file]).toEqual([container.envFrom, 'desk.env']);
    expect([volumeMounts.at(-1).mountPath, retention.volumes]).toEqual(['/data', ['checkpoints:/data']]);
    expect(retention.profiles).toEqual(['retention']);
  });
});

describe('compose.yaml', () => {
  const { desk, migrate, database, caddy } = compose.services;

  it('names secrets that the script makes, and gives each to those alone who need it', () => {
    for (const [name, { file }] of Object.entries<{ file: string }>(compose.secrets)) {
      expect([name, file, fs.existsSync(secret(name))]).toEqual([name, `./secrets/${name}`, true]);
    }
    expect(desk.secrets).not.toContain('database-owner-url');
    // Nothing else lets Prometheus read what the desk measures.
    expect(desk.environment.METRICS_TOKEN_FILE).toBe('/run/secrets/metrics-token');
    for (const { environment, secrets } of [desk, migrate, database]) {
      const files = Object.entries<string>(environment).filter(([name]) => name.endsWith('_FILE'));
      const named = files.map(([, file]) => file.replace('/run/secrets/', ''));
      expect(secrets).toEqual(expect.arrayContaining(named));
    }
  });

  it('gives the desk an environment that it starts with, one proxy counted', () => {
    const env = onThisMachine(desk.environment, '/run/secrets');
    const all = { ...recipe.env, ...pairs(read('deploy/desk.env.example')), ...env };
    const parsed = parseEnv({ ...all, NEXTAUTH_URL: 'https://desk.example.com' });
    expect(parsed).toMatchObject({ HOST: '0.0.0.0', PORT: recipe.port });
    expect(parsed.DATABASE_URL).toMatch(/^postgresql:\/\/desk_app:\w+@database:5432\/desk$/);
    expect(desk.environment.TRUSTED_PROXIES).toBe('1');
  });

  it('proxies to the port of the image, over a health check that exists, and keeps the database inside', () => {
    const caddyfile = read('deploy/Caddyfile');
    expect(caddyfile).toContain(`desk:${recipe.port}`);
    const checked = /health_uri (\S+)/.exec(caddyfile)?.[1] ?? '';
    expect(fs.existsSync(path.join(root, 'app', checked, 'route.ts'))).toBe(true);
    expect(database.networks).toEqual(['inside']);
    expect(compose.networks.inside.internal).toBe(true);
    expect([database.ports, desk.ports]).toEqual([undefined, undefined]);
    expect(caddy.networks).toEqual(['outside']);
  });

  it('runs the image without rights, on a root that takes no writes, and waits for its drain', () => {
    for (const service of [desk, migrate]) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    }
    expect(Number.parseInt(desk.stop_grace_period, 10)).toBeGreaterThan(longestDrain(3));
    for (const file of [...caddy.volumes, ...database.volumes].filter((one: string) => one.startsWith('./'))) {
      expect(fs.existsSync(path.join(root, file.split(':')[0]))).toBe(true);
    }
  });
});

describe('deploy/kubernetes', () => {
  it('takes every file that lies there', () => {
    const files = fs.readdirSync(path.join(root, 'deploy/kubernetes')).filter((file) => file !== 'kustomization.yaml');
    expect(files.sort()).toEqual([...kustomization.resources].sort());
  });

  it('gives the desk an environment that it starts with, secrets as files', () => {
    const named = Object.fromEntries(container.env.map(({ name, value }: Record<string, string>) => [name, value]));
    const env = { ...recipe.env, ...object('ConfigMap').data, ...onThisMachine(named, '/run/secrets/desk') };
    expect(parseEnv(env)).toMatchObject({ PORT: recipe.port, DRAIN_SECONDS: 8 });
    const owners = migration.env.map(({ value }: Record<string, string>) => path.basename(value ?? ''));
    for (const name of owners) expect(fs.existsSync(secret(name))).toBe(true);
    expect(JSON.stringify(container)).not.toContain('owner');
  });

  it('probes addresses that exist, on the port of the image', () => {
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const { path: address, port } = container[probe].httpGet;
      expect([probe, fs.existsSync(path.join(root, 'app', address, 'route.ts')), port]).toEqual([probe, true, 'http']);
    }
    expect(container.ports).toEqual([{ name: 'http', containerPort: recipe.port }]);
    expect(object('NetworkPolicy').spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port: recipe.port }]);
    expect(object('Service').spec.ports[0].targetPort).toBe('http');
  });

  it('runs it as the user of the image without rights, on a root that takes no writes', () => {
    expect(pod.securityContext).toMatchObject({
      ...{ runAsNonRoot: true, runAsUser: recipe.user.uid, runAsGroup: recipe.user.gid, fsGroup: recipe.user.gid },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const { securityContext } of [container, migration]) {
      expect(securityContext).toEqual({
        ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      });
    }
    expect(container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toContain('/data');
  });

  it('keeps one of two replicas through every disruption, and waits for the drain', () => {
    const { spec } = object('StatefulSet');
    expect([spec.replicas, object('PodDisruptionBudget').spec.minAvailable]).toEqual([2, 1]);
    const labels = spec.template.metadata.labels;
    for (const selector of [spec.selector.matchLabels, object('Service').spec.selector])
      expect(selector).toEqual(labels);
    for (const kind of ['PodDisruptionBudget', 'NetworkPolicy']) {
      const { selector, podSelector } = object(kind).spec;
      expect((selector ?? podSelector).matchLabels).toEqual(labels);
    }
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(longestDrain(8));
  });
});

describe('docs/operations.md', () => {
  const page = read('docs/operations.md');

  it('gives a service an environment that the desk starts with, once the client id is filled in', () => {
    const [, block = ''] = /```sh\n(SENTINEL_BASE_URL=[\s\S]*?)```/.exec(page) ?? [];
    const env = onThisMachine(pairs(block), '/etc/sentinel-desk/secrets');
    expect(env.SENTINEL_CLIENT_UUID).toBe('…');
    const { SENTINEL_CLIENT_UUID } = pairs(read('deploy/desk.env.example'));
    const unit = read('deploy/systemd/sentinel-desk.service');
    const [, settings = ''] = /^Environment=(.*)$/m.exec(unit) ?? [];
    const all = { ...env, ...pairs(settings.replaceAll(' ', '\n')), SENTINEL_CLIENT_UUID };
    expect(parseEnv(all)).toMatchObject({ MIGRATIONS: 'apart', HOST: '127.0.0.1' });
    // The programs are given this file alone, so it must say where the checkpoints are; the service may write there.
    const [, state = ''] = /^StateDirectory=(.*)$/m.exec(unit) ?? [];
    expect(env.AUDIT_CHECKPOINT_FILE).toMatch(new RegExp(`^/var/lib/${state}/`));
    expect(unit).toContain('ExecStart=/usr/bin/node scripts/bootstrap.mjs start');
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1])).toBeGreaterThan(longestDrain(3));
  });

  it("keeps the secrets of the tables' owner from the service's user", () => {
    const [, lines = ''] = /new-secrets\.sh localhost:5432.*\n([\s\S]*?)\ninstall -d/.exec(page) ?? [];
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
    fs.cpSync(path.join(home, 'secrets'), path.join(other, 'secrets'), { recursive: true });
    const steps = lines.replaceAll('sentinel-desk', String(process.getgid?.()));
    execFileSync('sh', ['-euc', steps], { cwd: other });
    const mode = (name: string) => fs.statSync(path.join(other, 'secrets', name)).mode & 0o777;
    expect(mode('.')).toBe(0o750);
    for (const name of fs.readdirSync(path.join(other, 'secrets'))) {
      const isOfOwner = name.startsWith('database-owner-');
      expect([name, mode(name)]).toEqual([name, isOfOwner ? 0o400 : 0o444]);
    }
    fs.rmSync(other, { recursive: true });
  });

  it('names files and programs that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const [, name = ''] of page.matchAll(/npm run (?:-s )?([a-z:]+)/g)) expect(scripts).toHaveProperty([name]);
    const files = [...page.matchAll(/(?<![\w./-])((?:deploy|docs|e2e|scripts|lib)\/[\w./-]*\w\.\w+)/g)].map(
      ([, file = '']) => file,
    );
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([]);
    for (const [, table = ''] of page.matchAll(/--exclude-table-data=(\w+)/g)) {
      expect(read('lib/server/db/directory-schema.ts').split(/\s+/).join('')).toContain(`pgTable('${table}'`);
    }
  });
});

/** What a drain takes at the most, seconds, by the code of it. */
function longestDrain(drainSeconds: number): number {
  const drain = read('scripts/server-drain.mjs');
  const ms = (name: string) => Number(new RegExp(`${name} = ([\\d_]+)`).exec(drain)?.[1]?.replaceAll('_', ''));
  return drainSeconds + (ms('ENDS_WITHIN') + 2 * ms('OUTCOMES_WITHIN')) / 1_000;
}
