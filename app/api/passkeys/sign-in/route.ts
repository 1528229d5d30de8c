import { cookies } from 'next/headers';
import { knownBrowserCookie } from '@/lib/server/http/browser-cookie';
import { newBrowserSecret, withBrowserCookie } from '@/lib/server/http/passkey-cookie';
import { withAnybody } from '@/lib/server/http/route';
import { beginPasskeySignIn } from '@/lib/server/use-cases/passkeys/begin-sign-in';

export const POST = withAnybody('POST /api/passkeys/sign-in', async ({ audit }) => {
  const browser = newBrowserSecret();
  const options = await beginPasskeySignIn(browser, knownBrowserCookie(await cookies()), audit.address);
  return withBrowserCookie(Response.json(options), browser);
});
