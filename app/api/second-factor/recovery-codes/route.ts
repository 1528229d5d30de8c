import { withAccess } from '@/lib/server/http/route';
import { scopeOf } from '@/lib/server/use-cases/accounts/accounts';
import { newRecoveryCodes } from '@/lib/server/use-cases/sessions/enrolment';

export const POST = withAccess(
  'POST /api/second-factor/recovery-codes',
  null,
  async ({ viewer, audit }) => Response.json(await newRecoveryCodes(scopeOf(audit), viewer)),
  { recentProof: true },
);
