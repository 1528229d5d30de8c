import { type IdParams, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { linkFor } from '@/lib/server/use-cases/accounts/issue-link';

export const POST = withAccess<IdParams>(
  'POST /api/accounts/{id}/link',
  'accounts:manage',
  async ({ params, audit }) => Response.json(await linkFor(parseId(params.id), audit)),
  { recentProof: true },
);
