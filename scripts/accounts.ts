import {
  createAccount,
  disableAccount,
  enableAccount,
  removeSecondFactor,
  setPassword,
  setRole,
} from '@/lib/server/auth/account-changes';
import type { ChangeScope } from '@/lib/server/auth/account-transaction';
import { type Account, findAccountByEmail, listAccounts } from '@/lib/server/auth/accounts';
import { removePasskeysOf } from '@/lib/server/auth/recovery';
import { openDatabase } from '@/lib/server/db/client';
import { DatabaseProblem } from '@/lib/server/db/database-problem';
import { prepareDatabase } from '@/lib/server/db/migrate';
import { visibleText } from '@/lib/writing/text';
import { parseRequest, type Request, USAGE, UsageError } from './accounts/arguments.ts';
import { findDatabase } from './accounts/database.ts';
import { askNewPassword, passwordFromStdin } from './accounts/password.ts';
import { openScope } from './accounts/scope.ts';
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
  const found = await findDatabase();
  const { url, ownerUrl, note } = found;
  if (note) console.log(note);
  const { db, close } = openDatabase(url);
  try {
    if (ownerUrl) {
      await prepareDatabase(url, ownerUrl).catch((error: unknown) => {
        if (error instanceof DatabaseProblem) throw error;
        throw new Problem('The database cannot be reached or prepared: is DATABASE_OWNER_URL right?', { cause: error });
      });
    }
    if (request.action === 'list') {
      console.log(table(await listAccounts(db)));
      return 0;
    }
    const scope = await openScope(db, found);
    try {
      console.log(await perform(scope, request));
    } finally {
      await scope.trail.close();
    }
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
async function perform(scope: ChangeScope, request: Exclude<Request, { action: 'list' }>): Promise<string> {
  if (request.action === 'create') {
    const account = await createAccount(scope, { ...request, password: await newPassword(request) });
    return `Created ${account.email} (${account.role}).`;
  }
  // Before asking: nobody wants to type a password twice for an account that isn't there.
  const account = await findAccountByEmail(scope.db, request.email);
  if (!account) throw new Problem(`There is no account for ${request.email}.`);
  switch (request.action) {
    case 'disable':
      await disableAccount(scope, account.id);
      return `Disabled ${account.email}: signed out everywhere.`;
    case 'enable':
      await enableAccount(scope, account.id);
      return `Enabled ${account.email}.`;
    case 'set-role':
      await setRole(scope, account.id, request.role);
      return `${account.email} is now ${request.role}.`;
    case 'set-password':
      await setPassword(scope, account, await newPassword(request));
      return `New password for ${account.email}: signed out everywhere.`;
    case 'remove-second-factor':
      await removeSecondFactor(scope, account.id);
      return `Removed the second factor of ${account.email}: signed out everywhere.`;
    case 'remove-passkeys':
      await removePasskeysOf(scope, account.id);
      return `Removed the passkeys of ${account.email}: signed out everywhere.`;
  }
}

function newPassword({ email, passwordStdin }: { email: string; passwordStdin: boolean }): Promise<string> {
  return passwordStdin ? passwordFromStdin() : askNewPassword(email);
}

function table(accounts: Account[]): string {
  if (accounts.length === 0) return 'There are no accounts yet: npm run accounts -- create --help';
  const rows = accounts.map(({ email, name, role, disabledAt }) => {
    const state = disabledAt ? `disabled ${disabledAt.toISOString().slice(0, 10)}` : 'active';
    // A terminal obeys control characters: rows from before names were cleaned may hold them.
    return [email, name, role, state].map(visibleText);
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
