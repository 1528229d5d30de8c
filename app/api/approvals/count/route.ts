import { withAccess } from '@/lib/server/http/route';
import { countApprovals } from '@/lib/server/use-cases/approvals/list';

export const GET = withAccess('GET /api/approvals/count', 'contact:approve', async ({ audit }) =>
  Response.json(await countApprovals(audit)),
);
