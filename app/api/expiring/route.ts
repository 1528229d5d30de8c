import { expiringSchema } from '@/lib/contracts/expiring-requests';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { expiringSummary } from '@/lib/server/use-cases/customers/expiring-summary';

export const GET = withAccess(
  'GET /api/expiring',
  'customers:read',
  async ({ request }) => Response.json(await expiringSummary(parseQuery(expiringSchema, request.url))),
  { takesQuery: true },
);
