import { declineSchema } from '@/lib/contracts/approvals';
import { type IdParams, parseBody, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { declineApproval } from '@/lib/server/use-cases/approvals/decline';

export const POST = withAccess<IdParams>(
  'POST /api/approvals/{id}/decline',
  'contact:approve',
  async ({ request, params, audit }) => {
    const { word } = await parseBody(declineSchema, request);
    return Response.json(await declineApproval(parseId(params.id), word, audit));
  },
);
