import { newPasskeySchema } from '@/lib/contracts/passkeys';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { withSessionCookie } from '@/lib/server/http/session-cookie';
import { addOwnPasskey } from '@/lib/server/use-cases/passkeys/enrol';

export const POST = withAccess(
  'POST /api/passkeys',
  null,
  async ({ request, viewer, audit }) => {
    const session = await addOwnPasskey(viewer, await parseBody(newPasskeySchema, request), audit);
    return await withSessionCookie(Response.json({}, { status: 201 }), viewer.accountId, session);
  },
  { recentProof: true, whileEnrolling: true },
);
