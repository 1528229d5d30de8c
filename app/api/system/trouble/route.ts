import { withAccess } from '@/lib/server/http/route';
import { readTrouble } from '@/lib/server/use-cases/system/trouble';

export const GET = withAccess('GET /api/system/trouble', null, async () => Response.json(await readTrouble()));
