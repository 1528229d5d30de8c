import * as z from 'zod/mini';
import { bareContact, EMAIL_MAX, looksLikeEmail } from '../writing/contacts';
import { purposeSchema } from './purpose';

/** Bodies of the mutating routes. `zod/mini`, because browser and handlers share them and full zod weighs 95 KB. */

/** An e-mail as people paste it, parsed to the bare address. Sentinel decides which addresses it accepts. */
const emailSchema = z
  .string()
  .check(
    z.overwrite(bareContact),
    z.maxLength(EMAIL_MAX, 'is too long'),
    z.refine(looksLikeEmail, 'must be an e-mail address, like name@example.com'),
  );

/**
 * A phone number in any usual writing, parsed to the bare number. The use case turns it into E.164
 * (`lib/writing/phones.ts`).
 */
const phoneSchema = z
  .string()
  .check(z.overwrite(bareContact), z.minLength(1, 'must not be empty'), z.maxLength(40, 'is too long'));

/** For a reader of many records: a schema takes ten times as long. */
export const CUSTOMER_UUID = /^[0-9A-Za-z_-]{1,64}$/;

/**
 * A uuid as the vendor writes it. It is an opaque key, so we refuse only characters that could break a path or a log.
 */
export const customerUuidSchema = z.string().check(z.regex(CUSTOMER_UUID, 'is not a customer id'));

export const lookupSchema = z
  .strictObject({ email: z.optional(emailSchema), phoneNumber: z.optional(phoneSchema) })
  .check(
    z.refine((body) => body.email !== undefined || body.phoneNumber !== undefined, {
      error: 'give an e-mail address or a phone number',
      path: ['email'],
    }),
  );
export type LookupBody = z.infer<typeof lookupSchema>;

/** The contact as the person saw it before editing. It must still be so when the change is written. */
const contactSchema = z.object({ email: z.nullable(z.string()), phoneNumber: z.nullable(z.string()) });
export type Contact = z.infer<typeof contactSchema>;

/**
 * What a change is for, where it turns out to need a second person. `ask`: the caller can ask the person, and wants to be
 * told (`purpose_required`); without it the request waits without a purpose.
 */
export const askedPurposeSchema = z.union([z.literal('ask'), purposeSchema]);
export type AskedPurpose = z.infer<typeof askedPurposeSchema>;

export const contactPatchSchema = z
  .strictObject({
    email: z.optional(emailSchema),
    phoneNumber: z.optional(phoneSchema),
    expected: contactSchema,
    why: z.optional(askedPurposeSchema),
  })
  .check(
    z.refine((body) => body.email !== undefined || body.phoneNumber !== undefined, {
      error: 'give a new e-mail address or a new phone number',
      path: ['email'],
    }),
  );
export type ContactPatch = z.infer<typeof contactPatchSchema>;

/** `POST /api/customers/owners`: who has this value, apart from the customer `except`. One value at a time. */
export const ownersSchema = z
  .strictObject({ email: z.optional(emailSchema), phoneNumber: z.optional(phoneSchema), except: customerUuidSchema })
  .check(
    z.refine((body) => (body.email === undefined) !== (body.phoneNumber === undefined), {
      error: 'give either an e-mail address or a phone number',
      path: ['email'],
    }),
  );
export type OwnersBody = z.infer<typeof ownersSchema>;

/** A customer who has a contact. */
export interface ContactOwner {
  /** `null` for a viewer who may not read customers. */
  uuid: string | null;
  /** `null` also for a customer without a name. */
  name: string | null;
}

export interface ContactOwners {
  /** Empty says nothing: only Sentinel knows whether a value is free. */
  owners: ContactOwner[];
  /** Whether there are more owners than these. */
  more: boolean;
}

/** The answer of a saved correction. */
export interface SavedContact extends Contact {
  uuid: string;
  updatedAt: string | null;
}
