import { exportSchema } from '@/lib/contracts/search-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { exportCustomers } from '@/lib/server/use-cases/customers/export';

export const POST = withAccess(
  'POST /api/customers/export',
  'customers:export',
  async ({ request, audit, stillMay }) =>
    exportCustomers(await parseBody(exportSchema, request), audit, request.signal, stillMay),
  { recentProof: true },
);
