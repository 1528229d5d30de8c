import 'server-only';
import fs from 'node:fs';

/** Variables that hold a secret. Each may lie in a file, which its name with `_FILE` names. */
const SECRETS = [
  'SENTINEL_CLIENT_SECRET',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'NEXTAUTH_SECRET',
  'AUDIT_KEY',
  'AUDIT_KEYS_RETIRED',
  'AUDIT_CHECKPOINT_KEY',
  'DIRECTORY_KEY',
  'OIDC_CLIENT_SECRET',
  'ALERT_WEBHOOK_KEY',
  'METRICS_TOKEN',
] as const;

type Values = Record<string, string | undefined>;

/**
 * Puts the content of files in the place of their names. Orchestrators hand secrets over in files, because everybody who
 * may look at a process can read its environment.
 *
 * @returns the environment without names of files, and a sentence for each that cannot be used; never a value
 */
export function readSecretFiles(source: Values): { values: Values; problems: string[] } {
  const values = { ...source };
  const problems: string[] = [];
  for (const name of SECRETS) {
    const file = values[`${name}_FILE`];
    delete values[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    if (values[name] !== undefined && values[name] !== '') {
      problems.push(`${name}_FILE must not be set beside ${name}`);
      continue;
    }
    try {
      // Editors end a file with a line break, which is no part of the secret.
      values[name] = fs.readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read`);
    }
  }
  return { values, problems };
}
