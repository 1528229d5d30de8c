import { accountPatchSchema } from '@/lib/contracts/account-requests';
import { type IdParams, parseBody, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { changeAccount } from '@/lib/server/use-cases/accounts/change';

export const PATCH = withAccess<IdParams>(
  'PATCH /api/accounts/{id}',
  'accounts:manage',
  async ({ request, params, audit }) => {
    await changeAccount(parseId(params.id), await parseBody(accountPatchSchema, request), audit);
    return Response.json({});
  },
  { recentProof: true },
);
