import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { endOwnSession } from '@/lib/server/use-cases/sessions/end-own';

export const DELETE = withAccess<IdParams>('DELETE /api/sessions/{id}', null, async ({ params, viewer, audit }) => {
  await endOwnSession(viewer, parseId(params.id), audit);
  return Response.json({});
});
