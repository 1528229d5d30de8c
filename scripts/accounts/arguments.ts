import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run accounts -- <what> [flags]

  create        --email E --name N --role compliance|support|admin [--password-stdin]
  list
  disable       --email E     signs the person out at once and refuses new sign-ins
  enable        --email E
  set-password  --email E [--password-stdin]
  set-role      --email E --role compliance|support|admin
  remove-second-factor  --email E     for a lost phone; signs the person out
  remove-passkeys       --email E     for lost passkeys, or after a change of the desk's host name; signs the person out

The password (15 characters or more) is asked for, or read from standard input with --password-stdin.
Every change is recorded in the audit trail, as the operator's, under AUDIT_KEY (also from .env).
The database is DATABASE_URL (also from .env), else the running desk's own, else the one under DATA_DIR.
`;

/** The command line was not understood: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Request =
  | { action: 'list' }
  | { action: 'disable' | 'enable' | 'remove-second-factor' | 'remove-passkeys'; email: string }
  | { action: 'set-role'; email: string; role: string }
  | { action: 'set-password'; email: string; passwordStdin: boolean }
  | { action: 'create'; email: string; name: string; role: string; passwordStdin: boolean };

/** Throws a UsageError that says what is missing or unknown. */
export function parseRequest(args: string[]): Request | 'help' {
  const { values, positionals } = parse(args);
  const [action, ...rest] = positionals;
  if (values.help || action === 'help') return 'help';
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one word too many: put quotes around a name.`);
  const need = (flag: 'email' | 'name' | 'role'): string => {
    const value = values[flag]?.trim();
    if (!value) throw new UsageError(`${action} needs --${flag}.`);
    return value;
  };
  const passwordStdin = values['password-stdin'] === true;
  switch (action) {
    case 'list':
      return { action };
    case 'disable':
    case 'enable':
    case 'remove-second-factor':
    case 'remove-passkeys':
      return { action, email: need('email') };
    case 'set-role':
      return { action, email: need('email'), role: need('role') };
    case 'set-password':
      return { action, email: need('email'), passwordStdin };
    case 'create':
      return { action, email: need('email'), name: need('name'), role: need('role'), passwordStdin };
    default:
      throw new UsageError(action === undefined ? 'Say what to do.' : `There is no "${action}".`);
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { email: text, name: text, role: text, 'password-stdin': yes, help: yes },
    });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${sentence?.replace(/\.$/, '')}.`);
  }
}
