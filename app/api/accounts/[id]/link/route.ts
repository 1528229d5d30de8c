import { linkFor } from '@/lib/server/accounts';
import { type IdParams, parseId } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess<IdParams>(
  'POST /api/accounts/{id}/link',
  'accounts:manage',
  async ({ params, audit }) => Response.json(await linkFor(parseId(params.id), audit)),
  { recentProof: true },
);
