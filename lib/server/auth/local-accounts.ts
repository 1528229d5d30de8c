import 'server-only';
import { DeskError } from '../desk-error';
import { env } from '../env';

/** Whether people may sign in with a password of the desk. */
export function localAccountsOffered(): boolean {
  return env().LOCAL_ACCOUNTS === 'on';
}

/**
 * Guards everything that serves local accounts alone: passwords, links to choose one, second factors.
 * @throws DeskError `forbidden`
 */
export function assertLocalAccounts(): void {
  if (!localAccountsOffered()) throw new DeskError('forbidden', { code: 'no_passwords_here' });
}
