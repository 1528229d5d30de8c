import { auditExportSchema } from '@/lib/contracts/audit-queries';
import { exportEvents } from '@/lib/server/audit-proof';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess('POST /api/audit/export', 'audit:all', async ({ request, audit }) => {
  const body = await parseBody(auditExportSchema, request);
  // A proof of who it is (step-up) belongs here: before the intent, after the body is known to be one.
  return await exportEvents(body, audit, request.signal);
});
