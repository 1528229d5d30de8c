import 'server-only';
import { DeskError } from '../desk-error';

export type AccountField = 'email' | 'name' | 'role' | 'password';

/** A refused change of an account. The command line prints the message as it stands; a form shows it beside `field`. */
export class AccountError extends DeskError {
  override readonly name: string = 'AccountError';

  constructor(message: string, field?: AccountField) {
    if (field === undefined) super('account_refused', message);
    else super('invalid_request', message, { fields: { [field]: message } });
  }
}
