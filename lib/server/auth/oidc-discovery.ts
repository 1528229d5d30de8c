import 'server-only';
import { request } from 'undici';
import * as z from 'zod';
import { isSafeUrl } from '../safe-url';
import { singleton } from '../singleton';
import { OidcFailure } from './oidc-failures';

/** A person waits, and the sign-in page must be able to report the failure. */
const DEADLINE_MS = 4_000;
const MAX_BYTES = 256 * 1_024;

const endpoint = z.string().refine(isSafeUrl);

/**
 * A provider's metadata (OpenID Connect Discovery 1.0). The fields that we use are checked, the rest is passed on.
 */
const metadataSchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
export type ProviderMetadata = z.infer<typeof metadataSchema>;

/**
 * Asks the provider for its endpoints at every sign-in. So the desk notices an outage before it sends the person there,
 * and changed keys count at once. Strangers can cause this call, so requests at the same time share one.
 *
 * @param issuer as configured; the provider must call itself exactly that (mix-up, RFC 9207 section 4)
 * @throws OidcFailure `unreachable`, or `discovery` for an unusable answer
 */
export function discover(issuer: string): Promise<ProviderMetadata> {
  const pending = singleton('oidc-discovery', () => new Map<string, Promise<ProviderMetadata>>());
  let answer = pending.get(issuer);
  if (answer === undefined) {
    answer = ask(issuer).finally(() => pending.delete(issuer));
    pending.set(issuer, answer);
  }
  return answer;
}

async function ask(issuer: string): Promise<ProviderMetadata> {
  const text = await load(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const parsed = metadataSchema.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.issuer !== issuer) throw new OidcFailure('discovery');
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint = token_endpoint } = parsed.data;
  // A provider over https must not send a person, or our secret, over plain http, not even to loopback.
  const { protocol } = new URL(issuer);
  const strays = [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint].filter(
    (url) => new URL(url).protocol !== protocol,
  );
  if (strays.length > 0) throw new OidcFailure('discovery');
  return parsed.data;
}

/** Redirects are not followed, because the configuration decides where the provider is. */
async function load(url: string): Promise<string> {
  try {
    const { statusCode, body } = await request(url, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Leaving the loop ends the stream.
      if (size > MAX_BYTES) throw new OidcFailure('discovery');
      chunks.push(chunk);
    }
    if (statusCode >= 500) throw new OidcFailure('unreachable');
    if (statusCode !== 200) throw new OidcFailure('discovery');
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    throw error instanceof OidcFailure ? error : new OidcFailure('unreachable', { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
