import { beginEnrolment } from '@/lib/server/auth/enrolment';
import { withAccess } from '@/lib/server/http/route';
import { scopeOf } from '@/lib/server/use-cases/accounts/accounts';

export const POST = withAccess(
  'POST /api/second-factor',
  null,
  async ({ viewer, audit }) => Response.json(beginEnrolment(scopeOf(audit), viewer)),
  { recentProof: true, whileEnrolling: true },
);
