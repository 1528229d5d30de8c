import type { Person } from '../../scripts/stack/people.ts';
import type { Stack } from '../../scripts/stack.ts';

/** Signs a person of a stack in: compliance, unless another role is given. @returns the value of the header `cookie` */
export async function signIn({ appUrl, people }: Stack, role: Person['role'] = 'compliance'): Promise<string> {
  const person = people.find((one) => one.role === role);
  if (person === undefined) throw new Error('the stack has no such account');
  const csrf = await fetch(`${appUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const pairs = (answer: Response) => answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  const answer = await fetch(`${appUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: pairs(csrf).join('; ') },
    body: new URLSearchParams({ csrfToken, email: person.email, password: person.password, json: 'true' }),
  });
  if (answer.status !== 200) throw new Error(`could not sign in: ${answer.status}`);
  return [...pairs(csrf), ...pairs(answer)].join('; ');
}
