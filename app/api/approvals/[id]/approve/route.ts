import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { approveRequest } from '@/lib/server/use-cases/approvals/approve';

export const POST = withAccess<IdParams>(
  'POST /api/approvals/{id}/approve',
  'contact:approve',
  async ({ params, audit, stillMay }) => Response.json(await approveRequest(parseId(params.id), audit, stillMay)),
);
