import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { lacksClaims, personOf, type RoleMapping } from './sso-claims';

const mapping: RoleMapping = { claim: 'groups', roles: { 'desk-compliance': 'compliance', 'desk-admins': 'admin' } };
const token = (claims: object = {}) => ({ iss: 'https://login.example', sub: 'noor', ...claims });
const person = (claims: object = {}, userinfo: unknown = {}, by = mapping) => personOf(token(claims), userinfo, by);

describe('who somebody is', () => {
  it('is issuer and subject, as they are written', () => {
    expect(person({ iss: 'https://login.example/', sub: 'Noor|1 ' })).toMatchObject({
      issuer: 'https://login.example/',
      subject: 'Noor|1 ',
    });
  });

  it.each<[string, unknown]>([
    ['no subject', undefined],
    ['an empty subject', ''],
    ['a number', 7],
    ['a long one', 'x'.repeat(256)],
    ['one beyond ASCII', 'nóor'],
    ['one with a line break', 'noor\n'],
    ['one with NUL', 'noor\0'],
  ])('can not be told by %s', (_, sub) => expect(() => person({ sub })).toThrow(ZodError));

  it('can not be told without an issuer', () => {
    expect(() => person({ iss: undefined })).toThrow(ZodError);
  });
});

describe('e-mail and name', () => {
  it('come from the token before the userinfo', () => {
    const userinfo = { email: 'other@company.example', name: 'Somebody Else' };
    const told = { email: 'Noor@Company.example', name: 'Noor Haddad' };
    expect(person(told, userinfo)).toMatchObject({ email: 'noor@company.example', name: 'Noor Haddad' });
    expect(person({}, userinfo)).toMatchObject({ email: 'other@company.example', name: 'Somebody Else' });
  });

  it('are what is nearest to them, where the provider does not tell', () => {
    expect(person({ preferred_username: 'NHaddad' })).toMatchObject({ email: 'nhaddad', name: 'NHaddad' });
    expect(person()).toMatchObject({ email: 'noor', name: 'noor' });
    expect(person({ given_name: 'Noor', family_name: 'Haddad' }).name).toBe('Noor Haddad');
    expect(person({ family_name: 'Haddad', name: ' ' }).name).toBe('Haddad');
  });

  it('hold nothing that misleads or that the database refuses', () => {
    expect(person({ name: 'No\0or\r\nHad\u2028dad', email: '\tnoor@company.example\n' })).toMatchObject({
      name: 'No or Had dad',
      email: 'noor@company.example',
    });
    expect(person({ name: 'Noor \ud83d' }).name).toBe('Noor \ufffd');
  });

  it('end where the columns do, and between two letters', () => {
    expect(person({ name: `${'x'.repeat(99)}😀`, email: `${'x'.repeat(253)}😀` })).toMatchObject({
      name: 'x'.repeat(99),
      email: 'x'.repeat(253),
    });
    expect(person({ name: 'x'.repeat(101) }).name).toHaveLength(100);
  });
});

describe('the role', () => {
  const role = (groups: unknown) => person({ groups }).role;

  it('is the first of the mapping, not of the claim', () => {
    expect(role(['desk-admins', 'desk-compliance'])).toBe('compliance');
    expect(role(['staff', 'desk-admins'])).toBe('admin');
    expect(role('desk-admins')).toBe('admin');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no groups', []],
    ['others', ['staff']],
    ['another case', ['Desk-Admins']],
    ['a part of one', 'desk-admins,staff'],
    ['an object with its name', { 'desk-admins': true }],
    ['a list in a list', [['desk-admins']]],
    ['what every object has', ['constructor', '__proto__', 'toString']],
  ])('is none for %s', (_, groups) => expect(role(groups)).toBeNull());

  it('is found by a path, or by a name with dots in it, which comes first', () => {
    const by = (claim: string) => ({ ...mapping, claim });
    const keycloak = { realm_access: { roles: ['desk-admins'] } };
    expect(person(keycloak, {}, by('realm_access.roles')).role).toBe('admin');
    const url = 'https://company.example/roles';
    expect(person({ [url]: 'desk-admins' }, {}, by(url)).role).toBe('admin');
    const both = { ...keycloak, 'realm_access.roles': 'desk-compliance' };
    expect(person(both, {}, by('realm_access.roles')).role).toBe('compliance');
    for (const claim of ['constructor.name', '__proto__', 'realm_access.roles.length', '.', ''])
      expect(person(keycloak, {}, by(claim)).role).toBeNull();
  });

  it.each<[string, object, string]>([
    [
      'a client that is called by its host',
      { resource_access: { 'desk.example.com': { roles: ['desk-admins'] } } },
      'resource_access.desk.example.com.roles',
    ],
    [
      'a key with dots at the end',
      { app: { 'https://desk.example.com/roles': 'desk-admins' } },
      'app.https://desk.example.com/roles',
    ],
    [
      'a key with dots at the start',
      { 'https://desk.example.com/claims': { roles: ['desk-admins'] } },
      'https://desk.example.com/claims.roles',
    ],
    ['a longer key that leads nowhere', { 'a.b': { x: 1 }, a: { b: { roles: ['desk-admins'] } } }, 'a.b.roles'],
    ['an empty place on the way', { 'a.b': { roles: null }, a: { 'b.roles': ['desk-admins'] } }, 'a.b.roles'],
  ])('is found behind %s', (_, claims, claim) => {
    expect(person(claims, {}, { ...mapping, claim })).toMatchObject({ role: 'admin', roleClaim: 'told' });
    expect(lacksClaims(token({ email: 'noor@company.example', ...claims }), { ...mapping, claim })).toBe(false);
  });

  it('is found at the end of every path, wherever its keys have dots', () => {
    const key = fc.array(fc.stringMatching(/^[a-z:/_-]{1,6}$/), { minLength: 1, maxLength: 4 }).map((k) => k.join('.'));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), (keys) => {
        const claims = keys.reduceRight<unknown>((inner, one) => ({ [one]: inner }), ['desk-admins']);
        const by = { ...mapping, claim: keys.join('.') };
        expect(personOf(token({ outer: 1, ...(claims as object) }), {}, by).role).toBe('admin');
      }),
    );
  });

  it.each<[string, object, unknown]>([
    ['no claim', {}, {}],
    ['a claim of null', { groups: null }, {}],
    ['no claim, and other things elsewhere', { _claim_names: { photos: 'src1' }, hasgroups: false }, {}],
    ['no claim, and nothing elsewhere', { _claim_names: null }, {}],
  ])('is not told by %s', (_, claims, userinfo) => {
    expect(person(claims, userinfo)).toMatchObject({ role: null, roleClaim: 'roles-missing' });
  });

  it('is looked for where its path leads, the longest key first, and nowhere else', () => {
    const by = { ...mapping, claim: 'a.b.c' };
    const long = { a: { 'b.c': ['desk-admins'] }, 'a.b': { c: ['desk-compliance'] } };
    expect(person(long, {}, by)).toMatchObject({ role: 'compliance', roleClaim: 'told' });
    expect(person({ 'a.b': { c: null }, a: { b: { c: ['desk-admins'] } } }, {}, by)).toMatchObject({ role: 'admin' });
    // Of the same length as "a.b", and no part of the path.
    expect(person({ xyz: { c: ['desk-admins'] } }, {}, by)).toMatchObject({ role: null, roleClaim: 'roles-missing' });
    expect(personOf(token(), undefined, by)).toMatchObject({ role: null, roleClaim: 'roles-missing' });
  });

  it('is not left out where the token only says that its groups are', () => {
    const by = { ...mapping, claim: 'roles' };
    expect(person({ hasgroups: true }, {}, by)).toMatchObject({ roleClaim: 'roles-missing' });
  });

  it.each<[string, string, object, unknown]>([
    ['a path into one, beside another', 'realm_access.roles', { _claim_names: { photos: 'a', realm_access: 'b' } }, {}],
    ['Entra, beyond 200 groups', 'groups', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: {} } }, {}],
    ['the same at the userinfo endpoint', 'groups', {}, { _claim_names: { groups: 'src1' } }],
    ['Entra, implicit flow', 'groups', { hasgroups: true }, {}],
    ['the same as a text', 'groups', { hasgroups: 'true' }, {}],
    ['another claim that lies elsewhere', 'roles', { _claim_names: { roles: 'src1' } }, {}],
    ['a path into one', 'realm_access.roles', { _claim_names: { realm_access: 'src1' } }, {}],
    [
      'one that is called by a URL',
      'https://x.example/roles',
      { _claim_names: { 'https://x.example/roles': 'a' } },
      {},
    ],
  ])('is left out for its size: %s', (_, claim, claims, userinfo) => {
    const found = person(claims, userinfo, { ...mapping, claim });
    expect(found).toMatchObject({ role: null, roleClaim: 'roles-overage' });
  });

  it('is told where the userinfo has what the token left out', () => {
    const claims = { _claim_names: { groups: 'src1' } };
    expect(lacksClaims(token({ email: 'noor@company.example', ...claims }), mapping)).toBe(true);
    expect(person(claims, { groups: ['desk-admins'] })).toMatchObject({ role: 'admin', roleClaim: 'told' });
  });

  it.each<[string, unknown, string]>([
    ['an empty list', [], 'told'],
    ['an empty text', '', 'told'],
    ['other groups', ['staff'], 'told'],
    ['an object', { 'desk-admins': {} }, 'roles-unreadable'],
    ['a number', 7, 'roles-unreadable'],
    ['a list with more in it', ['desk-admins', { name: 'desk-admins' }], 'roles-unreadable'],
  ])('%s is a word about it, or none', (_, groups, roleClaim) => {
    expect(person({ groups })).toMatchObject({ role: null, roleClaim });
  });

  it('is not the userinfo’s, when the token has a word about it', () => {
    const userinfo = { groups: ['desk-admins'] };
    expect(person({}, userinfo).role).toBe('admin');
    expect(person({ groups: [] }, userinfo).role).toBeNull();
  });
});

it('the userinfo is asked for what the token lacks, and for nothing else', () => {
  expect(lacksClaims(token({ email: 'noor@company.example', groups: [] }), mapping)).toBe(false);
  expect(lacksClaims(token({ email: 'noor@company.example' }), mapping)).toBe(true);
  expect(lacksClaims(token({ email: ' ', groups: [] }), mapping)).toBe(true);
});

describe('a second factor', () => {
  it.each<[object, boolean]>([
    [{ amr: ['pwd', 'mfa'] }, true],
    [{ amr: ['phr'] }, true],
    [{ acr: 'phrh' }, true],
    [{ acr: 'http://schemas.openid.net/pape/policies/2007/06/multi-factor' }, true],
    [{ amr: ['pwd', 'otp'] }, false],
    [{ amr: 'mfa' }, false],
    [{ amr: [{ mfa: true }] }, false],
    [{ acr: ['mfa'] }, false],
    [{ acr: 'urn:mace:incommon:iap:silver' }, false],
    [{}, false],
  ])('%j: %s', (claims, vouched) => expect(person(claims).secondFactor).toBe(vouched));
});

it('the time of the sign-in is in seconds, or is not told', () => {
  expect(person({ auth_time: 1_700_000_000 }).authenticatedAt).toEqual(new Date('2023-11-14T22:13:20Z'));
  expect(person().authenticatedAt).toBeNull();
  expect(() => person({ auth_time: 'yesterday' })).toThrow(ZodError);
});

it('whatever the claims, somebody comes out whom the database can hold, in a role of the mapping or none', () => {
  const names = [
    'email',
    'name',
    'given_name',
    'family_name',
    'preferred_username',
    'groups',
    'amr',
    'acr',
    '__proto__',
  ];
  const claims = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.jsonValue(), fc.constant(['desk-admins'])),
  );
  fc.assert(
    fc.property(claims, fc.oneof(claims, fc.jsonValue()), (told, userinfo) => {
      const { email, name, role } = person(told, userinfo);
      expect([null, 'compliance', 'admin']).toContain(role);
      for (const [text, most] of [
        [email, 254],
        [name, 100],
      ] as const) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(most);
        expect(text).not.toMatch(/\p{Cc}/u);
        // Refuses half a surrogate pair.
        encodeURIComponent(text);
      }
    }),
    { numRuns: 500 },
  );
});
