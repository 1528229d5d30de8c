import { grantSchema } from '@/lib/contracts/budgets';
import { type IdParams, parseBody, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { budgetsOf, grantBudget } from '@/lib/server/use-cases/accounts/budgets';

export const GET = withAccess<IdParams>('GET /api/accounts/{id}/budgets', 'accounts:manage', async ({ params }) =>
  Response.json(await budgetsOf(parseId(params.id))),
);

export const POST = withAccess<IdParams>(
  'POST /api/accounts/{id}/budgets',
  'accounts:manage',
  async ({ request, params, audit }) => {
    await grantBudget(parseId(params.id), await parseBody(grantSchema, request), audit);
    return Response.json({});
  },
  { recentProof: true },
);
