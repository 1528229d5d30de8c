import { endOwnSession } from '@/lib/server/own-sessions';
import { type IdParams, parseId } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const DELETE = withAccess<IdParams>('DELETE /api/sessions/{id}', null, async ({ params, viewer, audit }) => {
  await endOwnSession(viewer, parseId(params.id), audit);
  return Response.json({});
});
