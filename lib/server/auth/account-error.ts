import 'server-only';

export type AccountField = 'email' | 'name' | 'role' | 'password';

/** A refused change of an account; the message is fit to print. */
export class AccountError extends Error {
  override readonly name = 'AccountError';

  constructor(
    message: string,
    /** Of the form, when one field is to blame. */
    readonly field?: AccountField,
  ) {
    super(message);
  }
}
