import { passkeyAnswerSchema } from '@/lib/contracts/passkeys';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { withSessionCookie } from '@/lib/server/http/session-cookie';
import { proveByPasskey } from '@/lib/server/use-cases/sessions/prove';

export const POST = withAccess(
  'POST /api/session/prove/passkey',
  null,
  async ({ request, viewer, audit }) => {
    const session = await proveByPasskey(viewer, await parseBody(passkeyAnswerSchema, request), audit);
    return await withSessionCookie(Response.json({}), viewer.accountId, session);
  },
  { whileEnrolling: true },
);
