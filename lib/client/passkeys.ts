import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { accountApi as paths } from '../account-routes';
import type { PasskeyAnswer } from '../contracts/passkeys';
import { type CeremonyFailure, PASSKEY_WORDS } from '../words/passkeys';
import { ApiError } from './api-error';
import { json, request, requestJson } from './request';

/**
 * The browser's half of passkeys. Load this file when a person asks for a passkey (`import()`): it brings the WebAuthn
 * library, which no page needs to be drawn.
 */

/** Makes a passkey on this device and adds it to the person's account. @throws ApiError, also when the person stops it */
export async function addPasskey(name: string): Promise<void> {
  const options = await requestJson<PublicKeyCredentialCreationOptionsJSON>(paths.passkeys('enrolment'), {
    method: 'POST',
  });
  const { id, response } = await ceremony(() => startRegistration({ optionsJSON: options }));
  const { clientDataJSON, attestationObject, transports = [] } = response;
  await request(paths.passkeys(), json('POST', { name, id, clientDataJSON, attestationObject, transports }));
}

/** Proves the signed-in person's identity by a passkey. @throws ApiError */
export async function proveByPasskey(): Promise<void> {
  const answer = await answerTo(await requestJson(paths.passkeys('proof'), { method: 'POST' }));
  await request(paths.prove('passkey'), json('POST', answer));
}

/** The answer of a passkey to a challenge for signing in. @throws ApiError */
export async function passkeyForSignIn(): Promise<PasskeyAnswer> {
  return await answerTo(await requestJson(paths.passkeys('sign-in'), { method: 'POST' }));
}

async function answerTo(options: PublicKeyCredentialRequestOptionsJSON): Promise<PasskeyAnswer> {
  const { id, response } = await ceremony(() => startAuthentication({ optionsJSON: options }));
  const { clientDataJSON, authenticatorData, signature, userHandle = '' } = response;
  return { id, clientDataJSON, authenticatorData, signature, userHandle };
}

/** Runs the browser's own dialog. Its failures become errors with words, because the browser's own are for programmers. */
async function ceremony<T>(run: () => Promise<T>): Promise<T> {
  if (typeof window.PublicKeyCredential !== 'function') throw failure('unsupported');
  if (/^[\d.]+$|:/.test(window.location.hostname)) throw failure('numbered-address');
  try {
    return await run();
  } catch (error) {
    throw failure(failureOf(error));
  }
}

/** By the names of WebAuthn's exceptions; the library keeps them, or the exception as the cause. */
function failureOf(error: unknown): CeremonyFailure {
  const names = [error, error instanceof Error ? error.cause : null].map((one) =>
    one instanceof Error ? one.name : '',
  );
  if (names.includes('InvalidStateError')) return 'known-here';
  return names.includes('NotAllowedError') || names.includes('AbortError') ? 'cancelled' : 'failed';
}

function failure(code: CeremonyFailure): ApiError {
  return new ApiError('proof_refused', PASSKEY_WORDS.failures[code], 0);
}
