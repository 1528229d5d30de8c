import { setPasswordSchema } from '@/lib/contracts/account-requests';
import { parseBody } from '@/lib/server/parse';
import { withAnybody } from '@/lib/server/route';
import { choosePassword } from '@/lib/server/set-password';

export const POST = withAnybody('POST /api/set-password', async ({ request, audit }) => {
  await choosePassword(await parseBody(setPasswordSchema, request), audit);
  return Response.json({});
});
