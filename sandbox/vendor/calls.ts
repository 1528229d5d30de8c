import { type Reply, refused } from '../http/reply.ts';
import type { Fields } from '../world/record.ts';
import type { CallContext, VendorCall } from './call.ts';
import { encryptUrl, findSelf } from './client.ts';
import { contact } from './contact.ts';
import { checkCredentials } from './credentials.ts';
import { list } from './list.ts';
import { status, statusWithoutImages } from './look-up.ts';

const CALLS: ReadonlyMap<string, VendorCall> = new Map([
  ['/customers/status/clientAuth', status],
  ['/customers/statusWithoutImages/clientAuth', statusWithoutImages],
  ['/customers/listWithDoc/clientAuth', list],
  ['/customers/contact/clientAuth', contact],
  ['/clients/find/self/clientAuth', findSelf],
  ['/clients/encrypt/url', encryptUrl],
]);

export interface VendorRequest {
  method: string;
  path: string;
  contentType: string;
  /** undefined: no JSON object, or longer than the sandbox reads. */
  body: Fields | undefined;
}

/** Path, method, form, credentials, fields: in this order, so that nobody without credentials learns what is valid. */
export function answerVendor(request: VendorRequest, context: CallContext): Reply {
  const call = CALLS.get(request.path);
  if (!call) return { status: 404, body: { message: 'Route not found' } };
  if (request.method !== 'POST') return refused(405, ['Only POST is served here']);
  if (!/^application\/json\b/i.test(request.contentType) || !request.body) {
    return refused(400, [{ message: 'The body must be a JSON object, sent as application/json' }]);
  }
  return checkCredentials(request.body, context.options) ?? call(request.body, context);
}
