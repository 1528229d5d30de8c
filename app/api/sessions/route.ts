import { ownSessions } from '@/lib/server/own-sessions';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess('GET /api/sessions', null, async ({ viewer }) =>
  Response.json(await ownSessions(viewer)),
);
