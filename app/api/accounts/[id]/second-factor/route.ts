import { scopeOf } from '@/lib/server/accounts';
import { removeSecondFactor } from '@/lib/server/auth/account-changes';
import { type IdParams, parseId } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const DELETE = withAccess<IdParams>(
  'DELETE /api/accounts/{id}/second-factor',
  'accounts:manage',
  async ({ params, audit }) => {
    await removeSecondFactor(scopeOf(audit), parseId(params.id));
    return Response.json({});
  },
  { recentProof: true },
);
