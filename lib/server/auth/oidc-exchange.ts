import 'server-only';
import http from 'node:http';
import https from 'node:https';
import { type CallbackParamsType, custom, Issuer, type OpenIDCallbackChecks, type TokenSet } from 'openid-client';
import { env } from '../env';
import type { ProviderMetadata } from './oidc-discovery';
import { OidcFailure } from './oidc-failures';

/** The limit for the code, the keys and the userinfo together. */
const DEADLINE_MS = 8_000;
/** How far the provider's clock may be from ours, seconds. */
const SKEW = 60;
/** How long a visit to the provider may take. The cookies that the answer is checked against live no longer. */
export const FLOW_MINUTES = 10;

export interface Exchange {
  metadata: ProviderMetadata;
  /** The address to which the provider sent the person, as registered there. */
  redirectUri: string;
  /** The parameters of the provider's answer. */
  answer: CallbackParamsType;
  /** The checks from the cookies: state, nonce, the verifier of the code challenge. */
  checks: OpenIDCallbackChecks;
  /** Unix time in seconds at which this sign-in began. */
  startedAt: number;
  /** The person must have signed in at the provider since then. */
  fresh: boolean;
}

/**
 * Redeems a code and checks the identity that the provider returns.
 *
 * openid-client compares state and `iss` (RFC 9207, required when the provider says that it sends it), and of the
 * identity token the signature by the provider's published keys under the one algorithm of `OIDC_ID_TOKEN_ALG`, issuer,
 * audience, authorised party, expiry, nonce and hash of the access token. This function checks the age of the token and
 * of the sign-in.
 *
 * @returns the claims of the identity token and, where some are missing there, those of the userinfo
 * @throws OidcFailure, openid-client's errors, or the socket's: `reasonOf` tells which
 */
export async function redeem<T>(
  exchange: Exchange,
  read: (tokens: TokenSet, userinfo: () => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const { metadata, answer, checks, redirectUri, startedAt, fresh } = exchange;
  const agent = new (metadata.issuer.startsWith('https:') ? https : http).Agent();
  const client = clientOf(metadata, redirectUri, agent);
  const { code, state } = answer;
  // Other parameters of the address are no answer to our request.
  const expected: CallbackParamsType = {};
  if (code !== undefined) expected.code = code;
  if (state !== undefined) expected.state = state;
  if (answer.iss !== undefined) expected.iss = answer.iss;
  const work = async () => {
    const tokens = await client.callback(redirectUri, expected, { ...checks, response_type: 'code' });
    assertTimes(tokens.claims(), startedAt, fresh);
    const userinfo = async () => (metadata.userinfo_endpoint === undefined ? {} : await client.userinfo(tokens));
    return await read(tokens, userinfo);
  };
  return await withDeadline(work(), () => agent.destroy());
}

function clientOf(metadata: ProviderMetadata, redirectUri: string, agent: http.Agent) {
  const { userinfo_endpoint, ...rest } = metadata;
  const issuer = new Issuer({ ...rest, ...(userinfo_endpoint !== undefined && { userinfo_endpoint }) });
  const client = new issuer.Client({
    client_id: env().OIDC_CLIENT_ID ?? '',
    client_secret: env().OIDC_CLIENT_SECRET ?? '',
    redirect_uris: [redirectUri],
    response_types: ['code'],
    id_token_signed_response_alg: env().OIDC_ID_TOKEN_ALG,
  });
  // Node's own client, which follows no redirects. Silence for this long ends a call, and the deadline ends all calls.
  const options = () => ({ agent, timeout: DEADLINE_MS / 2 });
  issuer[custom.http_options] = options;
  client[custom.http_options] = options;
  client[custom.clock_tolerance] = SKEW;
  return client;
}

function assertTimes(claims: { iat: number; auth_time?: unknown }, startedAt: number, fresh: boolean): void {
  const now = Date.now() / 1_000;
  if (claims.iat > now + SKEW || claims.iat < startedAt - SKEW) throw new OidcFailure('time');
  const { auth_time: authTime } = claims;
  if (authTime !== undefined && (typeof authTime !== 'number' || authTime > now + SKEW)) throw new OidcFailure('time');
  // Without the time of the sign-in, the provider has not proved that it was recent.
  if (fresh && (authTime === undefined || authTime < startedAt - SKEW)) throw new OidcFailure('not-fresh');
}

async function withDeadline<T>(work: Promise<T>, stop: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OidcFailure('unreachable')), DEADLINE_MS);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    // Closes the sockets of calls that are still under way, because no caller waits for them any more.
    stop();
    work.catch(() => {});
  }
}
