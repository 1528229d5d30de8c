import {
  type Account,
  createAccount,
  disableAccount,
  enableAccount,
  findAccountByEmail,
  listAccounts,
  setPassword,
  setRole,
} from '@/lib/server/auth/accounts';
import { type Database, openDatabase } from '@/lib/server/db/client';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { parseRequest, type Request, USAGE, UsageError } from './accounts/arguments.ts';
import { findDatabase } from './accounts/database.ts';
import { askNewPassword, passwordFromStdin } from './accounts/password.ts';
import { Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { loadDotEnv } from './stack/settings.ts';

await runProgram(async () => {
  const request = readRequest();
  if (request === undefined) return 2;
  if (request === 'help') {
    console.log(USAGE);
    return 0;
  }
  loadDotEnv();
  const { url, ownerUrl, note } = await findDatabase();
  if (note) console.log(note);
  const { db, close } = openDatabase(url);
  try {
    if (ownerUrl) {
      await migrateDatabase(ownerUrl, roleOf(url)).catch((error: unknown) => {
        throw new Problem('The database cannot be reached or prepared: is DATABASE_OWNER_URL right?', { cause: error });
      });
    }
    console.log(await perform(db, request));
  } finally {
    await close();
  }
  return 0;
});

function readRequest(): Request | 'help' | undefined {
  try {
    return parseRequest(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return undefined;
  }
}

/** Does it, and answers what to print. */
async function perform(db: Database, request: Request): Promise<string> {
  switch (request.action) {
    case 'list':
      return table(await listAccounts(db));
    case 'create': {
      const password = await newPassword(request);
      const account = await createAccount(db, { ...request, password });
      return `Created ${account.email} (${account.role}).`;
    }
    case 'disable':
      await disableAccount(db, request.email);
      return `Disabled ${request.email}: signed out everywhere.`;
    case 'enable':
      await enableAccount(db, request.email);
      return `Enabled ${request.email}.`;
    case 'set-role':
      await setRole(db, request.email, request.role);
      return `${request.email} is now ${request.role}.`;
    case 'set-password': {
      // Before asking: nobody wants to type a password twice for an account that isn't there.
      if (!(await findAccountByEmail(db, request.email))) {
        throw new Problem(`There is no account for ${request.email}.`);
      }
      await setPassword(db, request.email, await newPassword(request));
      return `New password for ${request.email}: signed out everywhere.`;
    }
  }
}

function newPassword({ email, passwordStdin }: { email: string; passwordStdin: boolean }): Promise<string> {
  return passwordStdin ? passwordFromStdin() : askNewPassword(email);
}

function table(accounts: Account[]): string {
  if (accounts.length === 0) return 'There are no accounts yet: npm run accounts -- create --help';
  const rows = accounts.map(({ email, name, role, disabledAt }) => {
    const state = disabledAt ? `disabled ${disabledAt.toISOString().slice(0, 10)}` : 'active';
    return [email, name, role, state];
  });
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
