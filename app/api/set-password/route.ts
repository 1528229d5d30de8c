import { setPasswordSchema } from '@/lib/contracts/account-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAnybody } from '@/lib/server/http/route';
import { choosePassword } from '@/lib/server/use-cases/accounts/set-password';

export const POST = withAnybody('POST /api/set-password', async ({ request, audit }) => {
  await choosePassword(await parseBody(setPasswordSchema, request), audit);
  return Response.json({});
});
