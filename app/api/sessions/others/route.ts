import { endOtherSessions } from '@/lib/server/own-sessions';
import { withAccess } from '@/lib/server/route';

export const DELETE = withAccess('DELETE /api/sessions/others', null, async ({ viewer, audit }) =>
  Response.json({ ended: await endOtherSessions(viewer, audit) }),
);
