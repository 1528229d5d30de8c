import { type Reply, refused } from '../http/reply.ts';
import type { Credentials } from '../options.ts';
import type { Fields } from '../world/record.ts';

/** The contract answers wrong credentials with 400, not 401. */
export function checkCredentials(body: Fields, expected: Credentials): Reply | undefined {
  if (body.clientUuid === expected.clientUuid && body.clientSecret === expected.clientSecret) return undefined;
  return refused(400, [{ message: 'Client credentials are wrong' }]);
}
