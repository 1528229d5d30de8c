import { confirmSchema } from '@/lib/contracts/account-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { scopeOf } from '@/lib/server/use-cases/accounts/accounts';
import { confirmEnrolment } from '@/lib/server/use-cases/sessions/enrolment';

export const POST = withAccess(
  'POST /api/second-factor/confirm',
  null,
  async ({ request, viewer, audit }) =>
    Response.json(await confirmEnrolment(scopeOf(audit), viewer, await parseBody(confirmSchema, request))),
  { recentProof: true, whileEnrolling: true },
);
