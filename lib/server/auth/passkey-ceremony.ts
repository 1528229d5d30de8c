import 'server-only';
import * as z from 'zod';
import type { NewPasskeyBody, PasskeyAnswer } from '../../contracts/passkeys';
import { ANSWER_WITHIN } from './passkey-challenges';
import type { PasskeySite } from './passkey-rules';
import type { Passkey } from './passkeys';

/** The library reads certificates of many makers: a third of a second that no other page should wait for. */
const library = () => import('@simplewebauthn/server');

/** EdDSA, ES256 and RS256: what authenticators in use sign with. */
const ALGORITHMS = [-8, -7, -257];

type Known = Pick<Passkey, 'credentialId' | 'transports'>;

/** What the browser needs to make a passkey (WebAuthn's PublicKeyCredentialCreationOptionsJSON). */
export async function creationOptions(
  site: PasskeySite,
  owner: { id: string; email: string; name: string },
  known: readonly Known[],
  challenge: string,
) {
  const { generateRegistrationOptions } = await library();
  return await generateRegistrationOptions({
    rpID: site.rpId,
    rpName: 'Sentinel desk',
    userID: new TextEncoder().encode(owner.id),
    userName: owner.email,
    userDisplayName: owner.name,
    challenge: bytesOf(challenge),
    timeout: ANSWER_WITHIN,
    // The desk accepts every maker's authenticator, so it asks for no proof of the maker.
    attestationType: 'none',
    excludeCredentials: known.map(named),
    // The authenticator finds the passkey without an e-mail, and asks for a finger, a face or a PIN.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/**
 * What the browser needs to sign a challenge (WebAuthn's PublicKeyCredentialRequestOptionsJSON).
 * @param known the passkeys that may answer. None at sign-in: naming them would tell strangers who has an account
 */
export async function requestOptions(site: PasskeySite, known: readonly Known[], challenge: string) {
  const { generateAuthenticationOptions } = await library();
  return await generateAuthenticationOptions({
    rpID: site.rpId,
    allowCredentials: known.map(named),
    challenge: bytesOf(challenge),
    timeout: ANSWER_WITHIN,
    userVerification: 'required',
  });
}

const clientDataSchema = z.object({
  type: z.string(),
  challenge: z.base64url(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});
export type ClientData = z.infer<typeof clientDataSchema>;

/** What the browser says of a ceremony; `null` when it cannot be read. Nothing in it is proved before the signature. */
export function readClientData(clientDataJSON: string): ClientData | null {
  try {
    return clientDataSchema.parse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/** Whether the ceremony ran on a page of the desk itself: not elsewhere, and not framed by another site. */
export function isOfSite({ origin, crossOrigin }: ClientData, site: PasskeySite): boolean {
  return origin === site.origin && crossOrigin !== true;
}

/**
 * Checks a new passkey: origin, RP id, challenge, and that the authenticator has verified its person.
 * @returns what is worth keeping of it; `null` for an answer that counts for nothing
 */
export async function verifyCreation(
  site: PasskeySite,
  challenge: string,
  { id, clientDataJSON, attestationObject, transports }: NewPasskeyBody,
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'synced' | 'transports'> | null> {
  const { verifyRegistrationResponse } = await library();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject, transports },
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || registrationInfo.credential.id !== id) return null;
    const { credential, credentialBackedUp } = registrationInfo;
    const { publicKey, counter } = credential;
    return { credentialId: id, publicKey, counter, synced: credentialBackedUp, transports };
  } catch {
    // The library throws its own errors, and those of every parser below it, for what a client has made up.
    return null;
  }
}

/**
 * Checks a signed challenge: origin, RP id, challenge, that the authenticator has verified its person, and the
 * signature. The counter is judged by the caller, because the library looks at it before the signature: anybody could
 * then make the desk believe in a copy.
 *
 * @returns the counter and whether the passkey is synced; `null` for an answer that counts for nothing
 */
export async function verifyAnswer(
  site: PasskeySite,
  challenge: string,
  { id, clientDataJSON, authenticatorData, signature, userHandle }: PasskeyAnswer,
  passkey: Passkey,
): Promise<{ counter: number; synced: boolean } | null> {
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature, userHandle },
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      credential: { id, publicKey: passkey.publicKey, counter: 0 },
      requireUserVerification: true,
    });
    if (!verified) return null;
    return { counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp };
  } catch {
    return null;
  }
}

/** Whether an authenticator's answer names this account. */
export function isOfAccount({ userHandle }: PasskeyAnswer, accountId: string): boolean {
  return Buffer.from(userHandle, 'base64url').toString('utf8') === accountId;
}

function named({ credentialId, transports }: Known) {
  return { id: credentialId, transports };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64url, 'base64url'));
}
