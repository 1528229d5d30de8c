import { exportSchema } from '@/lib/contracts/search-requests';
import { exportCustomers } from '@/lib/server/directory/export';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

/** Guarded by permission alone: a recent proof of who asks has to be demanded here, once there is one. */
export const POST = withAccess('POST /api/customers/export', 'customers:export', async ({ request, audit }) =>
  exportCustomers(await parseBody(exportSchema, request), audit, request.signal),
);
