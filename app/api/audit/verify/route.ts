import { withAccess } from '@/lib/server/http/route';
import { verifyChain } from '@/lib/server/use-cases/audit/verify';

export const POST = withAccess('POST /api/audit/verify', 'audit:all', async ({ request, audit, stillMay }) =>
  verifyChain(audit, request.signal, stillMay),
);
