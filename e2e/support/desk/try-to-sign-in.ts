/** An address of those kept for examples, in a network of its own: strangers share no limits of sign-in with it. */
export function someAddress(): string {
  const [one, two] = crypto.getRandomValues(new Uint16Array(2));
  return `2001:db8:${one?.toString(16)}:${two?.toString(16)}::7`;
}

export interface SignInOptions {
  appUrl: string;
  /** The client's address, as a proxy in front would say it; one of its own unless given. */
  address?: string | undefined;
  code?: string | undefined;
  /** What the browser has kept of earlier sign-ins. */
  cookie?: string | undefined;
}

/** Signs in with a password the way the page does. */
export async function tryToSignInAt(
  email: string,
  password: string,
  { appUrl, address = someAddress(), code = '', cookie = '' }: SignInOptions,
): Promise<{ status: number; error: string | null; setCookies: string[]; cookie: string }> {
  const csrf = await fetch(`${appUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await fetch(`${appUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: [cookie, pairs(csrf.headers.getSetCookie())].filter((part) => part !== '').join('; '),
      'x-forwarded-for': address,
    },
    body: new URLSearchParams({ csrfToken, email, password, code, json: 'true' }),
  });
  const setCookies = response.headers.getSetCookie();
  const { url } = (await response.json()) as { url: string };
  return {
    status: response.status,
    error: new URL(url, appUrl).searchParams.get('error'),
    setCookies,
    cookie: pairs([...csrf.headers.getSetCookie(), ...setCookies]),
  };
}

function pairs(setCookies: string[]): string {
  return setCookies.map((line) => line.split(';')[0]).join('; ');
}
