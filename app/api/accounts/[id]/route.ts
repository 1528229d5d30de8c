import { accountPatchSchema } from '@/lib/contracts/account-requests';
import { changeAccount } from '@/lib/server/accounts';
import { type IdParams, parseBody, parseId } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const PATCH = withAccess<IdParams>(
  'PATCH /api/accounts/{id}',
  'accounts:manage',
  async ({ request, params, audit }) => {
    await changeAccount(parseId(params.id), await parseBody(accountPatchSchema, request), audit);
    return Response.json({});
  },
  { recentProof: true },
);
