import type { APIRequestContext } from '@playwright/test';
import type { TestStack } from './stack';

export type Role = keyof TestStack['accounts'];

/** Signs a context in, without the sign-in page. */
export async function signInTo({ appUrl, accounts }: TestStack, desk: APIRequestContext, role: Role): Promise<void> {
  const { email, password } = accounts[role];
  const csrf = await desk.get(`${appUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const form = { csrfToken, email, password, json: 'true' };
  const answer = await desk.post(`${appUrl}/api/auth/callback/credentials`, { form });
  if (!answer.ok()) throw new Error(`could not sign in as ${role}: ${answer.status()}`);
}
