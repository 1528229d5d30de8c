import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errors } from 'openid-client';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { failureOf, OidcFailure, type OidcReason, reasonOf } from './oidc-failures';

const { RPError, OPError } = errors;
/** A wording with something in its places. */
const said = (wording: string) => reasonOf(new RPError(wording.replace(/%[sij]/g, 'x')));

describe('a refusal of openid-client', () => {
  it.each<[OidcReason, string]>([
    ['state', 'state missing from the response'],
    ['state', 'state mismatch, expected %s, got: %s'],
    ['issuer-parameter', 'iss missing from the response'],
    ['issuer-parameter', 'iss mismatch, expected %s, got: %s'],
    ['code', 'code missing from response'],
    ['algorithm', 'unexpected JWT alg received, expected %s, got: %s'],
    ['signature', 'failed to validate JWT signature'],
    ['issuer', 'unexpected iss value, expected %s, got: %s'],
    ['audience', 'aud mismatch, expected %s, got: %s'],
    ['audience', 'aud is missing the client_id, expected %s to be included in %j'],
    ['audience', 'azp mismatch, got: %s'],
    ['audience', 'missing required JWT property azp'],
    ['time', 'JWT expired, now %i, exp %i'],
    ['time', 'JWT not active yet, now %i, nbf %i'],
    ['time', 'JWT iat claim must be a JSON numeric value'],
    ['nonce', 'nonce mismatch, expected %s, got: %s'],
    ['claims', 'missing required JWT property sub'],
    ['claims', 'failed to decode JWT (%s: %s)'],
    ['claims', 'userinfo sub mismatch, expected %s, got: %s'],
    ['claims', 'id_token not present in TokenSet'],
    ['claims', 'invalid at_hash'],
    ['signature', 'no valid key found in issuer jwks_uri for key parameters %j'],
    ['signature', 'multiple matching keys found in issuer jwks_uri for key parameters %j'],
    ['time', 'JWT exp claim must be a JSON numeric value'],
    ['time', 'JWT nbf claim must be a JSON numeric value'],
    ['time', 'JWT issued too far in the past'],
    ['answer', 'expected 200 OK, got: 404 Not Found'],
    ['unreachable', 'something else, got: 599'],
    ['other', 'something else, got: 5 of them'],
  ])('is %s: %s', (reason, wording) => expect(said(wording)).toBe(reason));

  it.each([
    'outgoing request timed out',
    'expected 200 OK',
    'state mismatch',
    'iss mismatch',
    'invalid_grant',
    'code missing',
    'invalid_client',
    'access_denied',
    'login_required',
    'unexpected JWT alg',
    'failed to validate JWT signature',
    'no valid key found',
    'multiple matching keys',
    'unexpected iss value',
    'aud mismatch',
    'azp mismatch',
    'property azp was there',
    'JWT expired',
    'nonce mismatch',
    'missing required JWT property',
    'failed to decode JWT',
    'id_token not present',
  ])('is not known by words in the middle of it: %s', (words) => {
    expect(said(`the provider said ${words} today`)).toBe('other');
  });

  /** What it says of answers that the desk never asks for: encrypted ones, or those of other flows. */
  const ELSEWHERE =
    /JARM|JWE|c_hash|s_hash|sub_jwk|"none" response|request_uri|expires_in|application\/jwt|auth_time|last End-User|body missing|oauthCallback|^sub mismatch/;

  it('is known by every wording that this version has for a code that is redeemed', () => {
    const library = path.dirname(createRequire(import.meta.url).resolve('openid-client'));
    const source = fs.readFileSync(path.join(library, 'client.js'), 'utf8');
    const wordings = [...source.matchAll(/(?:message:|printf: \[)\s*['"`]([^'`\n]+)['"`]/g)]
      .map(([, wording = '']) => wording.replace(/\$\{prop\}/, 'sub').replace(/\$\{param\}/, 'code'))
      .filter((wording) => !ELSEWHERE.test(wording));
    // The pattern still finds them.
    expect(new Set(wordings).size).toBeGreaterThan(15);
    expect(wordings.filter((wording) => said(wording) === 'other')).toEqual([]);
  });
});

describe('an answer of the provider', () => {
  it.each<[OidcReason, string]>([
    ['code', 'invalid_grant'],
    ['client', 'invalid_client'],
    ['client', 'unauthorized_client'],
    ['cancelled', 'access_denied'],
    ['cancelled', 'login_required'],
    ['cancelled', 'consent_required'],
    ['cancelled', 'interaction_required'],
    ['cancelled', 'account_selection_required'],
    ['answer', 'expected 200 OK, got: 307 Temporary Redirect'],
    ['unreachable', 'expected 200 OK, got: 503 Service Unavailable'],
    ['answer', 'expected 200 OK with body but no body was returned'],
    ['other', 'server_error'],
  ])('is %s: %s', (reason, error) => {
    expect(reasonOf(new OPError({ error }))).toBe(reason);
    expect(reasonOf(new OPError({ error, error_description: 'nonce mismatch, state mismatch' }))).toBe(reason);
  });
});

describe('anything else that is thrown', () => {
  it.each<[OidcReason, unknown]>([
    ['unreachable', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['unreachable', Object.assign(new Error('certificate'), { code: 'CERT_HAS_EXPIRED' })],
    ['unreachable', Object.assign(new Error('headers'), { code: 'UND_ERR_HEADERS_TIMEOUT' })],
    ['unreachable', new Error('outgoing request timed out after 4000ms')],
    ['unreachable', Object.assign(new Error('chain'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
    ['other', Object.assign(new Error('of something else'), { code: 'NOT_UND_ERR' })],
    ['other', Object.assign(new Error('in digits'), { code: 'E2' })],
    ['other', Object.assign(new Error('no text'), { code: 7 })],
    ['claims', z.string().safeParse(7).error],
    ['claims', Object.assign(new Error('of the small zod'), { name: '$ZodError' })],
    ['claims', Object.assign(new Error('of a zod from elsewhere'), { name: 'ZodError' })],
    ['other', { name: 'ZodError', message: 'nonce mismatch' }],
    ['not-fresh', new OidcFailure('not-fresh')],
    ['other', Object.assign(new Error('of a database'), { code: '23505' })],
    ['other', new TypeError('x is undefined')],
    ['other', 'nonce mismatch'],
    ['other', undefined],
  ])('is %s', (reason, thrown) => expect(reasonOf(thrown)).toBe(reason));
});

it('a failed check of ours is known by its name and reason', () => {
  const cause = new Error('socket');
  expect(new OidcFailure('unreachable', { cause })).toMatchObject({
    ...{ name: 'OidcFailure', message: 'unreachable', reason: 'unreachable', cause },
  });
});

it('people hear whether to try again, and nothing of what was wrong with the proof', () => {
  expect([failureOf('unreachable'), failureOf('discovery')]).toEqual(['SsoUnavailable', 'SsoUnavailable']);
  expect([failureOf('cancelled'), failureOf('not-fresh')]).toEqual(['SsoCancelled', 'SsoNotFresh']);
  const refused: OidcReason[] = [
    'state',
    'issuer',
    'audience',
    'nonce',
    'signature',
    'time',
    'claims',
    'code',
    'other',
  ];
  expect(new Set(refused.map(failureOf))).toEqual(new Set(['SsoRefused']));
});
