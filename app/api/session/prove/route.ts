import { proveSchema } from '@/lib/contracts/account-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { withSessionCookie } from '@/lib/server/http/session-cookie';
import { prove } from '@/lib/server/use-cases/sessions/prove';

export const POST = withAccess(
  'POST /api/session/prove',
  null,
  async ({ request, viewer, audit }) => {
    const session = await prove(viewer, await parseBody(proveSchema, request), audit);
    return await withSessionCookie(Response.json({}), viewer.accountId, session);
  },
  { whileEnrolling: true },
);
