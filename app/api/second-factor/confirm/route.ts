import { confirmSchema } from '@/lib/contracts/account-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { confirmOwnSecondFactor } from '@/lib/server/use-cases/accounts/confirm-second-factor';

export const POST = withAccess(
  'POST /api/second-factor/confirm',
  null,
  async ({ request, viewer, audit }) =>
    Response.json(await confirmOwnSecondFactor(viewer, await parseBody(confirmSchema, request), audit)),
  { recentProof: true, whileEnrolling: true },
);
