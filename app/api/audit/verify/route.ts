import { verifyChain } from '@/lib/server/audit-proof';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess('POST /api/audit/verify', 'audit:all', async ({ request, audit }) =>
  verifyChain(audit, request.signal),
);
