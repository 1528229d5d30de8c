import { queryOptions } from '@tanstack/react-query';
import { accountApi as api } from '../account-routes';
import type { AccountPatch, NewAccountBody } from '../contracts/account-requests';
import type { AccountList, IssuedLink, SessionEntry } from '../contracts/accounts';
import type { AccountBudgets, GrantBody } from '../contracts/budgets';
import { json, request, requestJson } from './request';

export function accountsQuery() {
  return queryOptions({
    queryKey: ['accounts', 'list'] as const,
    queryFn: ({ signal }) => requestJson<AccountList>(api.accounts(), { signal }),
  });
}

export function accountSessionsQuery(id: string) {
  return queryOptions({
    queryKey: ['accounts', 'sessions', id] as const,
    queryFn: ({ signal }) => requestJson<{ sessions: SessionEntry[] }>(api.accountSessions(id), { signal }),
  });
}

export function accountBudgetsQuery(id: string) {
  return queryOptions({
    queryKey: ['accounts', 'budgets', id] as const,
    queryFn: ({ signal }) => requestJson<AccountBudgets>(api.accountBudgets(id), { signal }),
    // The person may have spent more meanwhile.
    gcTime: 0,
  });
}

/** Grants a person more of a budget for today. */
export async function grantBudget(id: string, grant: GrantBody): Promise<void> {
  await request(api.accountBudgets(id), json('POST', grant));
}

export function createAccount(body: NewAccountBody): Promise<{ id: string; link: IssuedLink }> {
  return requestJson(api.accounts(), json('POST', body));
}

export async function changeAccount(id: string, change: AccountPatch): Promise<void> {
  await request(api.account(id), json('PATCH', change));
}

export function issueLink(id: string): Promise<IssuedLink> {
  return requestJson(api.accountLink(id), { method: 'POST' });
}

/** Removes the passkeys and the password of a person who has lost their passkeys. */
export function recoverAccount(id: string): Promise<IssuedLink> {
  return requestJson(api.accountRecovery(id), { method: 'POST' });
}

export async function removeSecondFactor(id: string): Promise<void> {
  await request(api.accountSecondFactor(id), { method: 'DELETE' });
}

/** Ends one session of an account, or all its sessions. */
export async function endSessionsOf(id: string, sessionId?: string): Promise<void> {
  const path = sessionId === undefined ? api.accountSessions(id) : api.accountSession(id, sessionId);
  await request(path, { method: 'DELETE' });
}
