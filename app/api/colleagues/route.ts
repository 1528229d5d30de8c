import { withAccess } from '@/lib/server/http/route';
import { listColleagues } from '@/lib/server/use-cases/colleagues/mentions';

export const GET = withAccess('GET /api/colleagues', 'customers:read', async ({ audit }) =>
  Response.json(await listColleagues(audit)),
);
