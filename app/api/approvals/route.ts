import { withAccess } from '@/lib/server/http/route';
import { listApprovals } from '@/lib/server/use-cases/approvals/list';

export const GET = withAccess('GET /api/approvals', 'contact:approve', async ({ audit }) =>
  Response.json(await listApprovals(audit)),
);
