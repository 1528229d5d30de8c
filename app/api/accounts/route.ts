import { newAccountSchema } from '@/lib/contracts/account-requests';
import type { AccountList } from '@/lib/contracts/accounts';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { inviteAccount } from '@/lib/server/use-cases/accounts/invite';
import { listAccounts } from '@/lib/server/use-cases/accounts/list';

export const GET = withAccess('GET /api/accounts', 'accounts:manage', async () =>
  Response.json((await listAccounts()) satisfies AccountList),
);

export const POST = withAccess(
  'POST /api/accounts',
  'accounts:manage',
  async ({ request, audit }) => Response.json(await inviteAccount(await parseBody(newAccountSchema, request), audit)),
  { recentProof: true },
);
