import * as z from 'zod/mini';

/** Bodies of the mutating routes. `zod/mini`, because browser and handlers share them and full zod weighs 95 KB. */

const text = (max: number) =>
  z.string().check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(max, 'is too long'));

export const emailSchema = z
  .string()
  .check(z.trim(), z.maxLength(254, 'is too long'), z.email('must be an e-mail address, like name@example.com'));

/** Any usual writing; the handler turns it into E.164 (`lib/writing/phones.ts`). */
export const phoneSchema = text(40);

export const lookupSchema = z
  .strictObject({ email: z.optional(emailSchema), phoneNumber: z.optional(phoneSchema) })
  .check(
    z.refine((body) => body.email !== undefined || body.phoneNumber !== undefined, {
      error: 'give an e-mail address or a phone number',
      path: ['email'],
    }),
  );
export type LookupBody = z.infer<typeof lookupSchema>;

export const revealSchema = z.strictObject({ optimized: z._default(z.boolean(), false) });
export type RevealBody = z.infer<typeof revealSchema>;

/** The contact as a person saw it before editing: what must still be true when the change is written. */
export const contactSchema = z.object({ email: z.nullable(z.string()), phoneNumber: z.nullable(z.string()) });
export type Contact = z.infer<typeof contactSchema>;

export const contactPatchSchema = z
  .strictObject({
    email: z.optional(emailSchema),
    phoneNumber: z.optional(phoneSchema),
    expected: contactSchema,
  })
  .check(
    z.refine((body) => body.email !== undefined || body.phoneNumber !== undefined, {
      error: 'give a new e-mail address or a new phone number',
      path: ['email'],
    }),
  );
export type ContactPatch = z.infer<typeof contactPatchSchema>;

/** The answer of a saved correction. */
export interface SavedContact extends Contact {
  uuid: string;
  updatedAt: string | null;
}

/** A uuid as the vendor writes it: an opaque key, so only what could break a path or a log is refused. */
export const customerUuidSchema = z.string().check(z.regex(/^[0-9A-Za-z_-]{1,64}$/, 'is not a customer id'));
