import { newAccountSchema } from '@/lib/contracts/account-requests';
import type { AccountList } from '@/lib/contracts/accounts';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { inviteAccount, listAccountEntries } from '@/lib/server/use-cases/accounts/accounts';

export const GET = withAccess('GET /api/accounts', 'accounts:manage', async () =>
  Response.json({ accounts: await listAccountEntries() } satisfies AccountList),
);

export const POST = withAccess(
  'POST /api/accounts',
  'accounts:manage',
  async ({ request, audit }) => Response.json(await inviteAccount(await parseBody(newAccountSchema, request), audit)),
  { recentProof: true },
);
