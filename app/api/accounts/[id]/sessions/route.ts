import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { endSessionsFor } from '@/lib/server/use-cases/accounts/end-sessions';
import { sessionsOf } from '@/lib/server/use-cases/accounts/list-sessions';

export const GET = withAccess<IdParams>(
  'GET /api/accounts/{id}/sessions',
  'accounts:manage',
  async ({ params, viewer }) => Response.json({ sessions: await sessionsOf(parseId(params.id), viewer) }),
);

export const DELETE = withAccess<IdParams>(
  'DELETE /api/accounts/{id}/sessions',
  'accounts:manage',
  async ({ params, audit }) => Response.json({ ended: await endSessionsFor(parseId(params.id), audit) }),
  { recentProof: true },
);
