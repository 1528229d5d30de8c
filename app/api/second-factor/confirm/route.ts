import { confirmSchema } from '@/lib/contracts/account-requests';
import { scopeOf } from '@/lib/server/accounts';
import { confirmEnrolment } from '@/lib/server/auth/enrolment';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess(
  'POST /api/second-factor/confirm',
  null,
  async ({ request, viewer, audit }) =>
    Response.json(await confirmEnrolment(scopeOf(audit), viewer, await parseBody(confirmSchema, request))),
  { recentProof: true, whileEnrolling: true },
);
