import { listActors } from '@/lib/server/audit-reading';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess('GET /api/audit/actors', 'audit:customers', async ({ viewer }) =>
  Response.json(await listActors(viewer)),
);
