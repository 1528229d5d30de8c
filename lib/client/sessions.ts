import { queryOptions } from '@tanstack/react-query';
import { accountApi as api } from '../account-routes';
import type { ConfirmBody, ProveBody } from '../contracts/account-requests';
import type { Enrolment, OwnSessions, RecoveryCodes } from '../contracts/accounts';
import { json, request, requestJson } from './request';

export function ownSessionsQuery() {
  return queryOptions({
    queryKey: ['sessions'] as const,
    queryFn: ({ signal }) => requestJson<OwnSessions>(api.sessions(), { signal }),
  });
}

export async function endSession(id: string): Promise<void> {
  await request(api.session(id), { method: 'DELETE' });
}

export async function endOtherSessions(): Promise<void> {
  await request(api.otherSessions(), { method: 'DELETE' });
}

/** Proves the person's identity. @throws ApiError `proof_refused` with the field that was wrong, `too_many_attempts` */
export async function prove(body: ProveBody): Promise<void> {
  await request(api.prove(), json('POST', body));
}

export function beginEnrolment(): Promise<Enrolment> {
  return requestJson(api.secondFactor(), { method: 'POST' });
}

export function confirmEnrolment(body: ConfirmBody): Promise<RecoveryCodes> {
  return requestJson(api.secondFactor('confirm'), json('POST', body));
}

export function renewRecoveryCodes(): Promise<RecoveryCodes> {
  return requestJson(api.secondFactor('recovery-codes'), { method: 'POST' });
}

/** Changes of a person's own passkeys that need no authenticator; the others are in `passkeys.ts`. */
export async function renamePasskey(id: string, name: string): Promise<void> {
  await request(api.passkey(id), json('PATCH', { name }));
}

export async function removePasskey(id: string): Promise<void> {
  await request(api.passkey(id), { method: 'DELETE' });
}

/** Sets a password by a one-time link, without a session. */
export async function setPassword(token: string, password: string): Promise<void> {
  await request(api.setPassword(), json('POST', { token, password }));
}
