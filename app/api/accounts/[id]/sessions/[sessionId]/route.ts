import { endSessionFor } from '@/lib/server/accounts';
import { type IdParams, parseId } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const DELETE = withAccess<IdParams & { sessionId: string }>(
  'DELETE /api/accounts/{id}/sessions/{sessionId}',
  'accounts:manage',
  async ({ params, audit }) => {
    await endSessionFor(parseId(params.id), parseId(params.sessionId), audit);
    return Response.json({});
  },
  { recentProof: true },
);
