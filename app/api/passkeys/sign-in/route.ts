import { newBrowserSecret, withBrowserCookie } from '@/lib/server/http/passkey-cookie';
import { withAnybody } from '@/lib/server/http/route';
import { beginPasskeySignIn } from '@/lib/server/use-cases/passkeys/begin-sign-in';

export const POST = withAnybody('POST /api/passkeys/sign-in', async ({ audit }) => {
  const browser = newBrowserSecret();
  return withBrowserCookie(Response.json(await beginPasskeySignIn(browser, audit.address)), browser);
});
