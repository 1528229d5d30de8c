/** A browser for tests over HTTP: cookies per origin, redirects followed one at a time. */
export interface Browser {
  request(url: string, init?: { method?: string; form?: Record<string, string> }): Promise<Response>;
  cookies(origin: string): string;
  /** Forgets the cookies of an origin whose names match. */
  forget(origin: string, pattern: RegExp): void;
}

export function createBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const cookies = (origin: string) => [...jarOf(origin)].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookies,
    forget(origin, pattern) {
      for (const name of jarOf(origin).keys()) if (pattern.test(name)) jarOf(origin).delete(name);
    },
    async request(url, { method = 'GET', form } = {}) {
      const { origin } = new URL(url);
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        headers: { cookie: cookies(origin), 'user-agent': 'sso-test' },
        ...(form && { body: new URLSearchParams(form) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';');
        const at = pair.indexOf('=');
        const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
        const gone = value === '' || attributes.some((one) => /max-age=0|expires=Thu, 01 Jan 1970/i.test(one));
        if (gone) jarOf(origin).delete(name);
        else jarOf(origin).set(name, value);
      }
      return response;
    },
  };
}

/** Presses the button. @returns the address at the provider, or of the page that says why not */
export async function beginSso(
  browser: Browser,
  appUrl: string,
  step = 'sso',
  callbackUrl = '/customers',
): Promise<URL> {
  const { csrfToken } = (await (await browser.request(`${appUrl}/api/auth/csrf`)).json()) as { csrfToken: string };
  const form = { csrfToken, callbackUrl, json: 'true' };
  const answer = await browser.request(`${appUrl}/api/auth/signin/${step}`, { method: 'POST', form });
  return new URL(((await answer.json()) as { url: string }).url);
}

/** Signs in at the provider. @returns the address by which it sends the browser back to the desk */
export async function answerAt(browser: Browser, authorization: URL, sub: string): Promise<URL> {
  let response = await browser.request(authorization.href);
  let here = authorization;
  for (let hops = 0; hops < 10; hops += 1) {
    const location = response.headers.get('location');
    if (location === null) {
      if (!here.pathname.startsWith('/interaction/')) throw new Error(`stuck at ${here.pathname}: ${response.status}`);
      response = await browser.request(here.href, { method: 'POST', form: { sub } });
      continue;
    }
    here = new URL(location, here);
    if (here.pathname === '/api/auth/callback/sso') return here;
    response = await browser.request(here.href);
  }
  throw new Error('The provider leads round in circles.');
}
