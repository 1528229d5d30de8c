import 'server-only';
import { env } from '../env';
import { singleton } from '../singleton';
import { createSentinel, type Sentinel } from './calls';

/** The application's one client, with one connection pool, under the operator's credentials. */
export function sentinel(): Sentinel {
  return singleton('sentinel', () =>
    createSentinel({
      baseUrl: env().SENTINEL_BASE_URL.href,
      clientUuid: env().SENTINEL_CLIENT_UUID,
      clientSecret: env().SENTINEL_CLIENT_SECRET,
    }),
  );
}
