import { auditExportSchema } from '@/lib/contracts/audit-queries';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { exportEvents } from '@/lib/server/use-cases/audit/export';

export const POST = withAccess(
  'POST /api/audit/export',
  'audit:all',
  async ({ request, audit, stillMay }) =>
    exportEvents(await parseBody(auditExportSchema, request), audit, request.signal, stillMay),
  { recentProof: true },
);
