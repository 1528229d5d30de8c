import { markSchema } from '@/lib/contracts/expiring-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { markExpiring } from '@/lib/server/use-cases/customers/mark-expiring';

export const POST = withAccess('POST /api/expiring/marks', 'customers:read', async ({ request, audit }) =>
  Response.json(await markExpiring(await parseBody(markSchema, request), audit)),
);
