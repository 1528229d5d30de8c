import { removeSecondFactor } from '@/lib/server/auth/account-changes';
import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { scopeOf } from '@/lib/server/use-cases/accounts/accounts';

export const DELETE = withAccess<IdParams>(
  'DELETE /api/accounts/{id}/second-factor',
  'accounts:manage',
  async ({ params, audit }) => {
    await removeSecondFactor(scopeOf(audit), parseId(params.id));
    return Response.json({});
  },
  { recentProof: true },
);
