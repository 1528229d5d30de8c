import { exportSchema } from '@/lib/contracts/search-requests';
import { exportCustomers } from '@/lib/server/directory/export';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess(
  'POST /api/customers/export',
  'customers:export',
  async ({ request, audit }) => exportCustomers(await parseBody(exportSchema, request), audit, request.signal),
  { recentProof: true },
);
