import * as z from 'zod/mini';
import { typedLine } from '../writing/text';

/** Bodies of the routes about accounts, sessions and the second factor. */

/** Longer than any password may be, so that the password rule reports the problem. */
const password = z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(1_000, 'is too long'));
/** Six digits or a recovery code, in any writing. */
const code = z.string().check(z.trim(), z.maxLength(64, 'is too long'));
/** Only bounds the length. The server checks the values (`lib/server/auth/account-changes.ts`). */
const text = z
  .string()
  .check(z.overwrite(typedLine), z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(300, 'is too long'));

export const proveSchema = z.strictObject({ password, code: z.optional(code) });
export type ProveBody = z.infer<typeof proveSchema>;

export const newAccountSchema = z.strictObject({ email: text, name: text, role: text });
export type NewAccountBody = z.infer<typeof newAccountSchema>;

/** One change at a time, because each is an audit event of its own. */
export const accountPatchSchema = z.union([
  z.strictObject({ role: text }),
  z.strictObject({ disabled: z.boolean('must be true or false') }),
]);
export type AccountPatch = z.infer<typeof accountPatchSchema>;

export const setPasswordSchema = z.strictObject({
  token: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'is too long')),
  password,
});
export type SetPasswordBody = z.infer<typeof setPasswordSchema>;

export const confirmSchema = z.strictObject({ enrolment: z.string().check(z.maxLength(1_000, 'is too long')), code });
export type ConfirmBody = z.infer<typeof confirmSchema>;

export const idSchema = z.uuid('is not an id');
