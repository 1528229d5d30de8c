import { withAccess } from '@/lib/server/http/route';
import { scopeOf } from '@/lib/server/use-cases/accounts/accounts';
import { beginEnrolment } from '@/lib/server/use-cases/sessions/enrolment';

export const POST = withAccess(
  'POST /api/second-factor',
  null,
  async ({ viewer, audit }) => Response.json(beginEnrolment(scopeOf(audit), viewer)),
  { recentProof: true, whileEnrolling: true },
);
