import { confirmSchema } from '@/lib/contracts/account-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { withSessionCookie } from '@/lib/server/http/session-cookie';
import { confirmOwnSecondFactor } from '@/lib/server/use-cases/accounts/confirm-second-factor';

export const POST = withAccess(
  'POST /api/second-factor/confirm',
  null,
  async ({ request, viewer, audit }) => {
    const { recovery, session } = await confirmOwnSecondFactor(viewer, await parseBody(confirmSchema, request), audit);
    return await withSessionCookie(Response.json(recovery), viewer.accountId, session);
  },
  { recentProof: true, whileEnrolling: true },
);
