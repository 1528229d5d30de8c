import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Fault } from './front.ts';
import type { Person } from './people.ts';

export interface IdentityProvider {
  issuer: string;
  /** What the application needs to know of it. */
  env: Record<string, string>;
  /** From now on, until `null`. */
  fault(fault: Fault | null): Promise<void>;
  change(sub: string, change: Partial<Person>): Promise<void>;
  stop(): Promise<void>;
}

const CLIENT_ID = 'desk';
const CLIENT_SECRET = 'a client secret that only tests know';

/** Starts an identity provider of its own for the desk at these addresses, on a free port of loopback. */
export async function startIdentityProvider(...appUrls: string[]): Promise<IdentityProvider> {
  const options = {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    redirectUris: appUrls.map((appUrl) => `${appUrl}/api/auth/callback/sso`),
  };
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, IDENTITY_PROVIDER: JSON.stringify(options) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const issuer = await new Promise<string>((resolve, reject) => {
    // Only main.ts is at the other end, and it sends one message.
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', () => reject(new Error(`The identity provider did not start: ${said.trim()}`)));
  });
  const tell = async (what: string, body: unknown) => {
    const response = await fetch(`${issuer}/__control/${what}`, { method: 'PUT', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`identity provider, ${what}: ${response.status}`);
  };
  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_ROLES_CLAIM: 'groups',
      OIDC_ROLES: JSON.stringify({
        'desk-admins': 'admin',
        'desk-compliance': 'compliance',
        'desk-support': 'support',
      }),
    },
    fault: (fault) => tell('fault', fault),
    change: (sub, change) => tell(`people/${sub}`, change),
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
