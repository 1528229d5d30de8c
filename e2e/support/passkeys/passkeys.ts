import { type Desk, deskWith, stack } from '../desk/desk';
import { type CreationOptions, type Lies, type SoftAuthenticator, softAuthenticator } from './soft-authenticator';

/** A desk on a loopback address makes its passkeys for `localhost`. */
const siteOf = (appUrl: string) => ({ origin: appUrl.replace('127.0.0.1', 'localhost'), rpId: 'localhost' });

/** Of `NEXTAUTH_URL`: replicas share it, whatever port they listen on. */
export const SITE = siteOf(stack.appUrl);

/** Adds a passkey to the person's account. */
export async function addPasskey(desk: Desk, key = softAuthenticator(SITE)): Promise<SoftAuthenticator> {
  const answer = await tryToAdd(desk, key);
  if (answer.status !== 201) throw new Error(`could not enrol: ${answer.status} ${await answer.text()}`);
  return key;
}

export async function tryToAdd(desk: Desk, key: SoftAuthenticator, lies: Lies = {}): Promise<Response> {
  const begun = await desk.send('POST', '/api/passkeys/enrolment');
  if (begun.status !== 200) return begun;
  return await desk.send('POST', '/api/passkeys', key.create((await begun.json()) as CreationOptions, lies));
}

export interface SignInVisit {
  challenge: string;
  cookie: string;
}

/** What the sign-in page gets before it asks for a passkey. */
export async function beginSignIn(appUrl: string = stack.appUrl): Promise<SignInVisit> {
  const begun = await fetch(`${appUrl}/api/passkeys/sign-in`, { method: 'POST' });
  const { challenge } = (await begun.json()) as { challenge: string };
  return { challenge, cookie: pairs(begun.headers.getSetCookie()) };
}

/** Posts an answer as the sign-in page does, alone or beside a password. */
export async function signInBy(
  answer: unknown,
  {
    cookie = '',
    appUrl = stack.appUrl,
    beside = null,
  }: {
    cookie?: string;
    appUrl?: string;
    beside?: { email: string; password: string } | null;
  } = {},
): Promise<{ error: string | null; desk: Desk }> {
  const csrf = await fetch(`${appUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const own = pairs(csrf.headers.getSetCookie());
  const passkey = answer === null ? '' : JSON.stringify(answer);
  const response = await fetch(`${appUrl}/api/auth/callback/${beside ? 'credentials' : 'passkey'}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: [own, cookie].join('; ') },
    body: new URLSearchParams({ csrfToken, passkey, json: 'true', ...beside }),
  });
  const { url = '' } = (await response.json()) as { url?: string };
  return {
    error: new URL(url, appUrl).searchParams.get('error'),
    desk: deskWith(pairs([...csrf.headers.getSetCookie(), ...response.headers.getSetCookie()]), appUrl),
  };
}

/** Signs in with a passkey, from challenge to session. */
export async function signInWith(key: SoftAuthenticator, lies: Lies = {}, appUrl?: string) {
  const visit = await beginSignIn(appUrl);
  return await signInBy(key.sign(visit, lies), { cookie: visit.cookie, ...(appUrl && { appUrl }) });
}

function pairs(setCookies: string[]): string {
  return setCookies.map((line) => line.split(';')[0]).join('; ');
}
