import { withAccess } from '@/lib/server/http/route';
import { beginOwnSecondFactor } from '@/lib/server/use-cases/accounts/begin-second-factor';

export const POST = withAccess(
  'POST /api/second-factor',
  null,
  async ({ viewer, audit }) => Response.json(beginOwnSecondFactor(viewer, audit)),
  { recentProof: true, whileEnrolling: true },
);
