import { linkSchema } from '@/lib/contracts/search-requests';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { createLink } from '@/lib/server/use-cases/customers/link';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/link',
  'link:create',
  async ({ request, params, audit }) => {
    const asked = await parseBody(linkSchema, request);
    return Response.json(await createLink(await knownUuid(parseUuid(params)), asked, audit));
  },
);
