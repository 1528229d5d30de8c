import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { resetSecondFactor } from '@/lib/server/use-cases/accounts/reset-second-factor';

export const DELETE = withAccess<IdParams>(
  'DELETE /api/accounts/{id}/second-factor',
  'accounts:manage',
  async ({ params, audit }) => {
    await resetSecondFactor(parseId(params.id), audit);
    return Response.json({});
  },
  { recentProof: true },
);
