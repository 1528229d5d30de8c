import { auditExportSchema } from '@/lib/contracts/audit-queries';
import { exportEvents } from '@/lib/server/audit-proof';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess(
  'POST /api/audit/export',
  'audit:all',
  async ({ request, audit }) => exportEvents(await parseBody(auditExportSchema, request), audit, request.signal),
  { recentProof: true },
);
