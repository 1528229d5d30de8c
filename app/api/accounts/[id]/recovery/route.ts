import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { recover } from '@/lib/server/use-cases/accounts/recover';

export const POST = withAccess<IdParams>(
  'POST /api/accounts/{id}/recovery',
  'accounts:manage',
  async ({ params, audit }) => Response.json(await recover(parseId(params.id), audit)),
  { recentProof: true },
);
