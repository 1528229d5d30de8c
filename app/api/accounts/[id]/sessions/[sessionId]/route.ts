import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { endSessionFor } from '@/lib/server/use-cases/accounts/end-session';

export const DELETE = withAccess<IdParams & { sessionId: string }>(
  'DELETE /api/accounts/{id}/sessions/{sessionId}',
  'accounts:manage',
  async ({ params, audit }) => {
    await endSessionFor(parseId(params.id), parseId(params.sessionId), audit);
    return Response.json({});
  },
  { recentProof: true },
);
