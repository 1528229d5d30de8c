import { withAccess } from '@/lib/server/http/route';
import { testAlert } from '@/lib/server/use-cases/alerts/test';

export const POST = withAccess('POST /api/alerts/test', 'alerts:read', async ({ audit }) => {
  await testAlert(audit);
  return Response.json({});
});
