import { withAccess } from '@/lib/server/http/route';
import { renewOwnRecoveryCodes } from '@/lib/server/use-cases/accounts/renew-recovery-codes';

export const POST = withAccess(
  'POST /api/second-factor/recovery-codes',
  null,
  async ({ viewer, audit }) => Response.json(await renewOwnRecoveryCodes(viewer, audit)),
  { recentProof: true },
);
