import { withAccess } from '@/lib/server/http/route';
import { listActors } from '@/lib/server/use-cases/audit/actors';

export const GET = withAccess('GET /api/audit/actors', 'audit:customers', async () =>
  Response.json(await listActors()),
);
