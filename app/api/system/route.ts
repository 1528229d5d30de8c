import { withAccess } from '@/lib/server/http/route';
import { readSystem } from '@/lib/server/use-cases/system/read';

export const GET = withAccess('GET /api/system', 'system:read', async () => Response.json(await readSystem()));
