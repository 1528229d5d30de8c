import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { readBody } from './body.ts';
import type { Person } from './people.ts';

export interface ClientOptions {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
}

/** The key that the provider signs with, and tests too, when they put other words into its mouth. */
export function signingKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: 'signs', privateKey, publicKey };
}

/** A real OpenID provider (the certified `oidc-provider`), which signs in whomever one chooses on its page. */
export function createProvider(
  issuer: string,
  { clientId, clientSecret, redirectUris }: ClientOptions,
  people: Map<string, Person>,
  key: ReturnType<typeof signingKey>,
): RequestListener {
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
    jwks: { keys: [{ ...key.privateKey.export({ format: 'jwk' }), kid: key.kid, alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['of no value outside of tests'] },
    claims: { openid: ['sub', 'amr'], email: ['email'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_ctx: unknown, sub: string) => {
      const one = people.get(sub);
      return one && { accountId: sub, claims: async (use: string) => claimsOf(one, use) };
    },
    // Nobody is asked for consent: the company has given it.
    async loadExistingGrant(ctx: GrantContext) {
      const { session, client, provider: itself } = ctx.oidc;
      // The one that is there: with another one, codes that were given out before would no longer be redeemed.
      const known = session.grantIdFor(client.clientId);
      const kept = known === undefined ? undefined : await itself.Grant.find(known);
      if (kept?.accountId === session.accountId) return kept;
      const grant = new itself.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.proxy = true;
  const answer = provider.callback();
  return (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    interact(provider, people, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  };
}

interface GrantContext {
  oidc: {
    session: { accountId: string; grantIdFor(clientId: string): string | undefined };
    client: { clientId: string };
    provider: {
      Grant: {
        find(id: string): Promise<{ accountId: string } | undefined>;
        new (of: {
          clientId: string;
          accountId: string;
        }): { addOIDCScope(scope: string): void; save(): Promise<unknown> };
      };
    };
  };
}

function claimsOf({ sub, email, name, groups, groupsIn }: Person, use: string) {
  const told = { sub, email, name };
  if (groupsIn === 'nowhere') return told;
  if (groupsIn === 'elsewhere') {
    const src1 = { endpoint: `https://graph.example/users/${sub}/getMemberObjects` };
    return { ...told, _claim_names: { groups: 'src1' }, _claim_sources: { src1 } };
  }
  return { ...told, ...(use !== 'id_token' || groupsIn === 'id_token' ? { groups } : {}) };
}

async function interact(
  provider: InstanceType<typeof Provider>,
  people: Map<string, Person>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    const choices = [...people.values()].map(({ sub, name }) => `<button name="sub" value="${sub}">${name}</button>`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><title>Company sign-in</title><h1>Company sign-in</h1>
      <form method="post">${choices.join(' ')} <button name="sub" value="">Cancel</button></form></html>`);
    return;
  }
  const sub = new URLSearchParams(await readBody(request)).get('sub') ?? '';
  const one = people.get(sub);
  const result = one ? { login: { accountId: sub, amr: one.amr } } : { error: 'access_denied' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
