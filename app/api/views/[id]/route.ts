import { viewPatchSchema } from '@/lib/contracts/view-requests';
import { type IdParams, parseBody, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { changeView, removeView } from '@/lib/server/use-cases/views/change';

export const PATCH = withAccess<IdParams>(
  'PATCH /api/views/{id}',
  'customers:read',
  async ({ request, params, viewer, audit }) => {
    const patch = await parseBody(viewPatchSchema, request);
    return Response.json(await changeView(parseId(params.id), patch, viewer, audit));
  },
);

export const DELETE = withAccess<IdParams>(
  'DELETE /api/views/{id}',
  'customers:read',
  async ({ params, viewer, audit }) => {
    await removeView(parseId(params.id), viewer, audit);
    return Response.json({});
  },
);
