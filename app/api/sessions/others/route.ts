import { withAccess } from '@/lib/server/http/route';
import { endOtherSessions } from '@/lib/server/use-cases/sessions/end-others';

export const DELETE = withAccess('DELETE /api/sessions/others', null, async ({ viewer, audit }) =>
  Response.json({ ended: await endOtherSessions(viewer, audit) }),
);
