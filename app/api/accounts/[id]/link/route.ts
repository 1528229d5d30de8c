import { scopeOf } from '@/lib/server/accounts';
import { issueLink } from '@/lib/server/auth/links';
import { type IdParams, parseId } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess<IdParams>(
  'POST /api/accounts/{id}/link',
  'accounts:manage',
  async ({ params, audit }) => Response.json(await issueLink(scopeOf(audit), parseId(params.id))),
  { recentProof: true },
);
