import { alertQuerySchema } from '@/lib/contracts/alerts';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { listAlerts } from '@/lib/server/use-cases/alerts/list';

export const GET = withAccess(
  'GET /api/alerts',
  'alerts:read',
  async ({ request }) => Response.json(await listAlerts(parseQuery(alertQuerySchema, request.url).before)),
  { takesQuery: true },
);
