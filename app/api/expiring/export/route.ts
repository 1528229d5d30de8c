import { worklistSchema } from '@/lib/contracts/expiring-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { exportExpiring } from '@/lib/server/use-cases/customers/export-expiring';

export const POST = withAccess(
  'POST /api/expiring/export',
  'customers:export',
  async ({ request, audit, stillMay }) =>
    exportExpiring(await parseBody(worklistSchema, request), audit, request.signal, stillMay),
  { recentProof: true },
);
