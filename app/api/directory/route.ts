import { withAccess } from '@/lib/server/http/route';
import { readDirectoryReport } from '@/lib/server/use-cases/directory';

export const GET = withAccess('GET /api/directory', 'customers:read', async () =>
  Response.json(await readDirectoryReport()),
);
