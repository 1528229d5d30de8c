import 'server-only';
import type { User } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Viewer } from '../../../contracts/viewer';
import type { SsoFailure } from '../../../words/sso-failures';
import {
  ABSOLUTE_HOURS,
  failureOf,
  lacksClaims,
  type ProviderMetadata,
  personOf,
  type RoleMapping,
  reasonOf,
  redeem,
  type SessionName,
  type SsoPerson,
} from '../../auth/public';
import { env } from '../../env';
import { describeError, log } from '../../log';
import { type Origin, proveBySso, signInBySso } from '../../use-cases/sessions/sso-sign-in';
import type { SsoPurpose, StartedVisit } from './sso-cookies';

/** One visit to the identity provider in next-auth's terms: the way there, or the way back. */
export interface SsoVisit {
  id: string;
  provider: OAuthConfig<Record<string, unknown>>;
  /** next-auth's `signIn`: `true` for a session, else the address to go to. */
  admit(user: User): Promise<true | string>;
  /** After a step-up, what the session's cookie names from now on. */
  renewed: { accountId: string; session: SessionName } | null;
  /** The reason of a refusal, set before next-auth answers. `recorded`: the trail has it already. */
  failure: { code: SsoFailure; recorded: boolean } | null;
}

/** A person's return from the provider. */
export interface SsoReturn {
  visit: StartedVisit;
  origin: Origin;
  /** The person whose session a step-up is for. */
  viewer: Viewer | null;
}

/** The redirect address, as registered at the provider. */
function redirectUri(): string {
  return new URL('/api/auth/callback/sso', env().NEXTAUTH_URL).href;
}

/**
 * next-auth keeps state, nonce and code challenge (its `checks`) and makes the session's cookie. We verify the answer
 * and find the account ourselves, because next-auth does not compare the issuer in discovery, reads tokens from other
 * parameters of the answer, and checks no time but the expiry.
 */
export function ssoVisit(
  { id, purpose }: { id: string; purpose: SsoPurpose },
  metadata: ProviderMetadata,
  back?: SsoReturn,
): SsoVisit {
  let person: SsoPerson | undefined;
  const visit: SsoVisit = {
    id,
    failure: null,
    renewed: null,
    async admit(user) {
      try {
        if (person === undefined || back === undefined) throw new TypeError('Nobody was recognised.');
        return await admitted(user, person, back, visit);
      } catch (error) {
        // next-auth would put the error's message into an address, and a database driver's message holds the values of
        // the statement.
        log().error({ event: 'sso', ...describeError(error) });
        visit.failure = { code: 'SsoFailed', recorded: false };
        return '/';
      }
    },
    provider: {
      id: purpose,
      name: 'Single sign-on',
      type: 'oauth',
      issuer: metadata.issuer,
      clientId: env().OIDC_CLIENT_ID ?? '',
      clientSecret: env().OIDC_CLIENT_SECRET ?? '',
      client: { redirect_uris: [redirectUri()] },
      checks: ['pkce', 'state', 'nonce'],
      idToken: true,
      authorization: { url: metadata.authorization_endpoint, params: askFor(purpose) },
      token: {
        url: metadata.token_endpoint,
        async request({ params: answer, checks }) {
          if (back === undefined) throw new TypeError('The visit has not begun.');
          const { startedAt } = back.visit;
          const fresh = purpose === 'sso-step-up';
          const mapping = roleMapping();
          try {
            const exchange = { metadata, redirectUri: redirectUri(), answer, checks, startedAt, fresh };
            return await redeem(exchange, async (tokens, userinfo) => {
              const claims = tokens.claims();
              person = personOf(claims, lacksClaims(claims, mapping) ? await userinfo() : {}, mapping);
              // Nobody's fault but the registration's: whoever runs the desk reads it here, too.
              const { roleClaim } = person;
              if (roleClaim !== 'told') log().warn({ event: 'sso', reason: roleClaim, claim: mapping.claim });
              return { tokens };
            });
          } catch (error) {
            const reason = reasonOf(error);
            log().warn({ event: 'sso', reason, ...describeError(error) });
            visit.failure = { code: failureOf(reason), recorded: false };
            throw error;
          }
        },
      },
      profile: () => ({ id: person?.subject ?? '' }),
    },
  };
  return visit;
}

async function admitted(user: User, person: SsoPerson, back: SsoReturn, visit: SsoVisit): Promise<true | string> {
  if (back.visit.purpose === 'sso-step-up') {
    const { viewer } = back;
    const proved = viewer === null ? null : await proveBySso(person, viewer, back.origin);
    if (viewer === null || proved === null) visit.failure = { code: 'SsoExpired', recorded: true };
    else if ('failure' in proved) visit.failure = { code: proved.failure, recorded: true };
    else visit.renewed = { accountId: viewer.accountId, session: proved.session };
    // Any text keeps next-auth from making a new session. The running one goes on.
    return back.visit.returnTo;
  }
  const outcome = await signInBySso(person, back.origin);
  if ('failure' in outcome) {
    visit.failure = { code: outcome.failure, recorded: true };
    return '/';
  }
  // next-auth passes the same object to `jwt`, which keeps these two ids alone.
  Object.assign(user, { id: outcome.accountId, sessionId: outcome.sessionId });
  return true;
}

function askFor(purpose: SsoPurpose): Record<string, string> {
  const scope = 'openid email profile';
  if (purpose === 'sso-step-up') return { scope, prompt: 'login', max_age: '0' };
  // A sign-in at the provider counts no longer than a session of the desk. With `max_age` the provider also tells when
  // the sign-in was.
  return { scope, max_age: String(ABSOLUTE_HOURS * 3_600) };
}

function roleMapping(): RoleMapping {
  return { claim: env().OIDC_ROLES_CLAIM, roles: env().OIDC_ROLES };
}
