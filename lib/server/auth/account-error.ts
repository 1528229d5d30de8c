import 'server-only';
import type { Problem } from '../../contracts/errors';
import { DeskError } from '../desk-error';

export type AccountField = 'email' | 'name' | 'role' | 'password';

/** A refused change of an account. The command line prints the message; a form shows the problem beside `field`. */
export class AccountError extends DeskError {
  override readonly name: string = 'AccountError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'AccountError';
  }

  constructor(problem: Problem, field?: AccountField) {
    if (field === undefined) super('account_refused', problem);
    else super('invalid_request', problem, { fields: { [field]: problem } });
  }
}
