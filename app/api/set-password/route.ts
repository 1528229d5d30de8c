import { cookies } from 'next/headers';
import { setPasswordSchema } from '@/lib/contracts/account-requests';
import { knownBrowserCookie, rememberIn } from '@/lib/server/http/browser-cookie';
import { parseBody } from '@/lib/server/http/parse';
import { withAnybody } from '@/lib/server/http/route';
import { choosePassword } from '@/lib/server/use-cases/accounts/set-password';

export const POST = withAnybody('POST /api/set-password', async ({ request, audit }) => {
  const body = await parseBody(setPasswordSchema, request);
  return rememberIn(Response.json({}), await choosePassword(body, audit, knownBrowserCookie(await cookies())));
});
