import { directoryReport } from '@/lib/server/directory/status';
import { withAccess } from '@/lib/server/http/route';

export const GET = withAccess('GET /api/directory', 'customers:read', async () =>
  Response.json(await directoryReport()),
);
