import { withAccess } from '@/lib/server/http/route';
import { ownSessions } from '@/lib/server/use-cases/sessions/list-own';

export const GET = withAccess('GET /api/sessions', null, async ({ viewer }) =>
  Response.json(await ownSessions(viewer)),
);
