import * as z from 'zod/mini';
import { typedLine } from '../writing/text';

/** Bodies and answers of the routes about passkeys. Bytes travel as base64url, as WebAuthn's own JSON writes them. */

const base64url = (most: number) =>
  z.string().check(z.regex(/^[\w-]+$/, 'is not base64url'), z.maxLength(most, 'is too long'));

/** 1,023 bytes at most, says the specification. */
const credentialId = base64url(1_364);
const name = z
  .string()
  .check(z.overwrite(typedLine), z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(60, 'is too long'));

/** A challenge that a passkey has signed (WebAuthn's AuthenticationResponseJSON, without what the desk ignores). */
export const passkeyAnswerSchema = z.strictObject({
  id: credentialId,
  clientDataJSON: base64url(4_000),
  authenticatorData: base64url(2_000),
  signature: base64url(2_000),
  /** The account that the authenticator made the passkey for. */
  userHandle: base64url(100),
});
export type PasskeyAnswer = z.infer<typeof passkeyAnswerSchema>;

/** A new passkey (WebAuthn's RegistrationResponseJSON, without what the desk ignores). */
export const newPasskeySchema = z.strictObject({
  name,
  id: credentialId,
  clientDataJSON: base64url(4_000),
  attestationObject: base64url(8_000),
  transports: z
    .array(z.string().check(z.regex(/^[a-z-]{1,20}$/, 'is no transport')))
    .check(z.maxLength(10, 'is too long')),
});
export type NewPasskeyBody = z.infer<typeof newPasskeySchema>;

export const renamePasskeySchema = z.strictObject({ name });

/** A passkey, as its owner sees it. */
export interface PasskeyEntry {
  id: string;
  name: string;
  /** Kept by a service that brings it to the owner's other devices. */
  synced: boolean;
  createdAt: string;
  lastUsedAt: string | null;
}

/** Of `GET /api/sessions`. */
export interface OwnPasskeys {
  /** Whether the person can have passkeys of the desk. */
  offered: boolean;
  /** Whether REQUIRE_PASSKEY names the person's role. */
  required: boolean;
  /** How many a person can have. */
  most: number;
  passkeys: PasskeyEntry[];
}
