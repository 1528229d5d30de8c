import { linkSchema } from '@/lib/contracts/search-requests';
import { createLink } from '@/lib/server/link';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/link',
  'link:create',
  async ({ request, params, audit }) => {
    const { documents } = await parseBody(linkSchema, request);
    return Response.json(await createLink(parseUuid(params), documents, audit));
  },
);
