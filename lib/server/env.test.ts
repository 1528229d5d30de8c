import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS } from '../contracts/budgets';
import { DEFAULT_PURPOSES } from '../contracts/purpose';
import { EnvError, parseEnv } from './env';

const good = {
  SENTINEL_BASE_URL: 'https://api.sentinel.example.com',
  SENTINEL_CLIENT_UUID: '7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c11',
  SENTINEL_CLIENT_SECRET: 'a-secret-of-15-characters',
  DATABASE_URL: 'postgres://desk@127.0.0.1:5432/desk',
  NEXTAUTH_URL: 'https://desk.example.com',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  AUDIT_KEY: 'y'.repeat(32),
  DIRECTORY_KEY: 'z'.repeat(32),
  AUDIT_CHECKPOINT_FILE: '/var/lib/desk/audit-checkpoints.jsonl',
};

const problems = (source: Record<string, string | undefined>, options?: { embeddedDatabase: boolean }): string => {
  try {
    parseEnv(source, options);
    return '';
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
};

describe('parseEnv', () => {
  it('takes a complete environment and fills in what may be left out', () => {
    expect(parseEnv(good)).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      SENTINEL_STATUS_LABELS: {},
    });
  });

  it('names every problem at once', () => {
    const message = problems({});
    for (const key of Object.keys(good)) expect(message).toContain(key);
  });

  it('never says a value', () => {
    const message = problems({ ...good, NEXTAUTH_SECRET: 'too-short-secret', SENTINEL_CLIENT_SECRET: 'short' });
    expect(message).toContain('NEXTAUTH_SECRET must have 32 bytes or more');
    expect(message).toContain('SENTINEL_CLIENT_SECRET must have 15 characters or more');
    expect(message).not.toMatch(/too-short-secret|short$/m);
  });

  it.each(['SENTINEL_BASE_URL', 'NEXTAUTH_URL'])('takes http for %s on loopback only', (key) => {
    expect(problems({ ...good, [key]: 'http://127.0.0.1:4010' })).toBe('');
    expect(problems({ ...good, [key]: 'http://localhost:4010' })).toBe('');
    expect(problems({ ...good, [key]: 'http://sentinel.example.com' })).toContain('must be https');
    expect(problems({ ...good, [key]: 'http://127.0.0.1.example.com' })).toContain('must be https');
    expect(problems({ ...good, [key]: 'ftp://example.com' })).toContain('must be an http(s) URL');
  });

  it.each([
    'https://desk.example.com/desk',
    'https://desk.example.com/api/auth',
    'https://desk.example.com/?x=1',
    'https://desk.example.com/#x',
    'https://user:pass@desk.example.com',
  ])('takes no NEXTAUTH_URL with more than a host: %s', (url) => {
    expect(problems({ ...good, NEXTAUTH_URL: url })).toContain('NEXTAUTH_URL must be an address without a path');
    expect(problems({ ...good, NEXTAUTH_URL: 'https://desk.example.com:8443/' })).toBe('');
  });

  it('says of a DATABASE_URL what is wrong, and no piece of its password', () => {
    const message = problems({ ...good, DATABASE_URL: 'postgres://desk:12/sesame@db.example.com/desk' });
    expect(message).toContain('DATABASE_URL has a character that cannot stand there as it is');
    expect(message).not.toContain('sesame');
  });

  it('takes a base address alone, and ids as vendors write them', () => {
    for (const url of [
      'https://user:pass@api.example.com',
      'https://api.example.com/?a=b',
      'https://api.example.com/#x',
    ]) {
      expect(problems({ ...good, SENTINEL_BASE_URL: url })).toContain('SENTINEL_BASE_URL must be an address alone');
    }
    expect(problems({ ...good, SENTINEL_CLIENT_UUID: '11111111-1111-1111-1111-111111111111' })).toBe('');
    expect(problems({ ...good, PORT: '0' })).toContain('PORT');
  });

  it('reads status labels and refuses what is not one', () => {
    const labels = (text: string) => problems({ ...good, SENTINEL_STATUS_LABELS: text });
    expect(labels('{"2":{"label":"Draft","tone":"attention"}}')).toBe('');
    for (const wrong of ['{', '[]', '{"two":{"label":"Draft"}}', '{"2":"Draft"}', '{"2":{"label":"","tone":"good"}}']) {
      expect(labels(wrong)).toContain('SENTINEL_STATUS_LABELS must be JSON like');
    }
  });

  it('counts an empty value as absent', () => {
    expect(problems({ ...good, NEXTAUTH_URL: '' })).toContain('NEXTAUTH_URL is missing');
    expect(parseEnv({ ...good, PORT: '' }).PORT).toBe(3000);
  });

  it('changes single limits of the budgets, and refuses what it does not know', () => {
    const { support, admin } = parseEnv({
      ...good,
      BUDGETS: '{"support":{"openings":{"minute":5,"day":null},"rows":{"day":0}}}',
    }).BUDGETS;
    expect(support.openings).toEqual({ minute: 5, hour: 300, day: null });
    expect(support.rows).toEqual({ day: 0 });
    expect(support.reveals).toEqual(DEFAULT_BUDGETS.support.reveals);
    expect(admin).toEqual(DEFAULT_BUDGETS.admin);
    for (const wrong of [
      'none',
      '[]',
      '{"supporter":{}}',
      '{"support":{"opening":{}}}',
      '{"support":{"openings":{"week":1}}}',
      '{"support":{"openings":{"minute":-1}}}',
      '{"support":{"openings":{"minute":1.5}}}',
      '{"support":{"openings":{"minute":"30"}}}',
      '{"support":{"openings":30}}',
    ]) {
      expect(problems({ ...good, BUDGETS: wrong }), wrong).toContain('BUDGETS must be JSON like');
    }
  });

  it('takes periods of retention that the law allows, and decides nothing about the trail by itself', () => {
    expect(parseEnv(good).RETENTION).toEqual({ trailYears: null, linkDays: 90, contactDays: 400 });
    expect(parseEnv({ ...good, RETENTION: '{"trailYears":5}' }).RETENTION.trailYears).toBe(5);
    for (const wrong of ['7', '{"trailYears":4}', '{"trailYears":"7"}', '{"linkDays":1}', '{"events":7}', '{']) {
      expect(problems({ ...good, RETENTION: wrong }), wrong).toContain('RETENTION must be JSON like');
    }
  });

  it('takes a webhook for alerts with a key of its own, over https or on loopback', () => {
    const hook = { ALERT_WEBHOOK_URL: 'https://alerts.example.com/desk?room=7', ALERT_WEBHOOK_KEY: 'w'.repeat(32) };
    expect(problems({ ...good, ...hook })).toBe('');
    expect(problems({ ...good, ...hook, ALERT_WEBHOOK_URL: 'http://127.0.0.1:9000/' })).toBe('');
    expect(problems({ ...good, ...hook, ALERT_WEBHOOK_URL: 'http://alerts.example.com' })).toContain('must be https');
    expect(problems({ ...good, ...hook, ALERT_WEBHOOK_URL: 'https://a:b@alerts.example.com' })).toContain(
      'without user',
    );
    expect(problems({ ...good, ...hook, ALERT_WEBHOOK_KEY: undefined })).toContain('needs ALERT_WEBHOOK_KEY');
    expect(problems({ ...good, ...hook, ALERT_WEBHOOK_URL: undefined })).toContain('ALERT_WEBHOOK_URL');
    expect(problems({ ...good, ...hook, ALERT_WEBHOOK_KEY: 'short' })).toContain('32 bytes');
    expect(problems({ ...good, ...hook, ALERT_WEBHOOK_KEY: good.AUDIT_KEY })).toContain('must differ from the other');
  });

  it('asks for a key of the directory, another one than the rest, unless there is no directory', () => {
    expect(problems({ ...good, DIRECTORY_KEY: undefined })).toContain('DIRECTORY_KEY must have 32 bytes or more');
    expect(problems({ ...good, DIRECTORY_KEY: good.AUDIT_KEY })).toContain('DIRECTORY_KEY must differ');
    expect(problems({ ...good, DIRECTORY_KEY: undefined, DIRECTORY: 'off' })).toBe('');
    expect(parseEnv(good)).toMatchObject({ DIRECTORY_SYNC_RATE: 10, DIRECTORY_FULL_WALK_HOURS: 6 });
    expect(problems({ ...good, DIRECTORY_FULL_WALK_HOURS: '25' })).toContain('DIRECTORY_FULL_WALK_HOURS must be 24');
  });

  it('lets the database be absent only where an embedded one will take its place', () => {
    const { DATABASE_URL: _, ...rest } = good;
    expect(problems(rest)).toContain('DATABASE_URL is missing');
    expect(problems(rest, { embeddedDatabase: true })).toBe('');
  });
});

describe('single sign-on', () => {
  const sso = {
    ...good,
    OIDC_ISSUER: 'https://login.example.com/tenant/',
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'known-to-two',
    OIDC_ROLES: '{"desk-support":"support","desk-admins":"admin"}',
  };

  it('keeps the issuer as it is written, the order of the roles, and what may be left out', () => {
    const env = parseEnv(sso);
    expect(env).toMatchObject({
      OIDC_ISSUER: 'https://login.example.com/tenant/',
      OIDC_ROLES_CLAIM: 'roles',
      OIDC_ID_TOKEN_ALG: 'RS256',
      LOCAL_ACCOUNTS: 'on',
    });
    expect(Object.entries(env.OIDC_ROLES)).toEqual([
      ['desk-support', 'support'],
      ['desk-admins', 'admin'],
    ]);
  });

  it.each([
    ['http://login.example.com', 'must be an https URL'],
    ['http://127.0.0.1.example.com', 'must be an https URL'],
    ['login.example.com', 'must be an https URL'],
    ['javascript:alert(1)', 'must be an https URL'],
    ['https://user:pass@login.example.com', 'must be an address alone'],
    ['https://login.example.com/?tenant=1', 'must be an address alone'],
    ['https://login.example.com/#x', 'must be an address alone'],
  ])('does not go to %s', (issuer, problem) => {
    expect(problems({ ...sso, OIDC_ISSUER: issuer })).toContain(`OIDC_ISSUER ${problem}`);
  });

  it('goes to loopback without https', () => {
    for (const issuer of ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']) {
      expect(problems({ ...sso, OIDC_ISSUER: issuer })).toBe('');
    }
  });

  it.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])('is not half there, without %s', (key) => {
    expect(problems({ ...sso, [key]: undefined })).toContain('OIDC_ISSUER needs');
    expect(problems({ ...good, [key]: sso[key as keyof typeof sso] })).toContain('OIDC_ISSUER needs');
  });

  it('needs roles, of ours', () => {
    expect(problems({ ...sso, OIDC_ROLES: undefined })).toContain('OIDC_ROLES is missing');
    expect(problems({ ...sso, OIDC_ROLES: '{}' })).toContain('OIDC_ROLES is missing');
    for (const wrong of ['desk-admins', '["admin"]', '{"x":"root"}', '{"":"admin"}', '{"x":["admin"]}', 'null'])
      expect(problems({ ...sso, OIDC_ROLES: wrong })).toContain('OIDC_ROLES must be JSON like');
  });

  it.each(['none', 'HS256', 'HS512', 'rs256', 'RS1'])('believes no token signed by %s', (alg) => {
    expect(problems({ ...sso, OIDC_ID_TOKEN_ALG: alg })).toContain('OIDC_ID_TOKEN_ALG must be one of');
  });

  it('is the only way in where it is there, and passwords are where it is not', () => {
    expect(problems({ ...sso, LOCAL_ACCOUNTS: 'off' })).toBe('');
    expect(problems({ ...good, LOCAL_ACCOUNTS: 'off' })).toContain('LOCAL_ACCOUNTS can be off only with');
    expect(problems({ ...sso, LOCAL_ACCOUNTS: 'no' })).toContain('LOCAL_ACCOUNTS must be on or off');
  });

  it('never says its secret', () => {
    expect(problems({ ...sso, OIDC_ROLES: 'known-to-two', OIDC_ISSUER: 'http://known-to-two' })).not.toContain('known');
  });
});

describe('a second factor', () => {
  it('is required of roles that there are', () => {
    expect(parseEnv({ ...good, REQUIRE_TOTP: ' admin, compliance ,' }).REQUIRE_TOTP).toEqual(['admin', 'compliance']);
    expect(parseEnv(good).REQUIRE_TOTP).toEqual([]);
    expect(parseEnv({ ...good, IDENTITY_REVEAL: 'support' }).IDENTITY_REVEAL).toEqual(['support']);
    expect(parseEnv(good).IDENTITY_REVEAL).toEqual([]);
    expect(problems({ ...good, IDENTITY_REVEAL: 'everybody' })).toContain('must list roles of');
    expect(problems({ ...good, REQUIRE_TOTP: 'admin,everybody' })).toContain('must list roles of');
  });

  it('may have to be a passkey, where the address is a name', () => {
    expect(parseEnv({ ...good, REQUIRE_PASSKEY: 'admin' }).REQUIRE_PASSKEY).toEqual(['admin']);
    expect(problems({ ...good, REQUIRE_PASSKEY: 'nobody' })).toContain('must list roles of');
    const numbered = { ...good, REQUIRE_PASSKEY: 'admin', NEXTAUTH_URL: 'https://192.0.2.7' };
    expect(problems(numbered)).toContain('REQUIRE_PASSKEY needs a NEXTAUTH_URL with a host name');
    expect(parseEnv({ ...numbered, NEXTAUTH_URL: 'http://127.0.0.1:3000' }).REQUIRE_PASSKEY).toEqual(['admin']);
  });
});

describe('the door', () => {
  it('believes no proxy, keeps cookies and five sessions, unless the operator says otherwise', () => {
    const { TRUSTED_PROXIES, SESSION_COOKIE, SESSIONS_PER_PERSON } = parseEnv(good);
    expect(TRUSTED_PROXIES.isProxy('127.0.0.1', 0)).toBe(false);
    expect([SESSION_COOKIE, SESSIONS_PER_PERSON]).toEqual(['lasting', 5]);
    const changed = parseEnv({ ...good, TRUSTED_PROXIES: ' 2 ', SESSION_COOKIE: 'session', SESSIONS_PER_PERSON: '1' });
    expect([0, 1, 2].map((passed) => changed.TRUSTED_PROXIES.isProxy('192.0.2.1', passed))).toEqual([
      true,
      true,
      false,
    ]);
    expect([changed.SESSION_COOKIE, changed.SESSIONS_PER_PERSON]).toEqual(['session', 1]);
  });

  it('names what it cannot read', () => {
    expect(problems({ ...good, TRUSTED_PROXIES: 'all' })).toContain('TRUSTED_PROXIES must be a number of proxies');
    expect(problems({ ...good, SESSION_COOKIE: 'none' })).toContain('SESSION_COOKIE must be lasting or session');
    expect(problems({ ...good, SESSIONS_PER_PERSON: '0' })).toContain('SESSIONS_PER_PERSON');
  });
});

describe('purposes', () => {
  it('are a short list, and the desk’s own unless the operator has one', () => {
    expect(parseEnv(good).ACCESS_PURPOSES).toEqual(DEFAULT_PURPOSES);
    expect(parseEnv({ ...good, ACCESS_PURPOSES: ' ,' }).ACCESS_PURPOSES).toEqual(DEFAULT_PURPOSES);
    const own = parseEnv({ ...good, ACCESS_PURPOSES: 'Rückfrage der Filiale, other' }).ACCESS_PURPOSES;
    expect(own).toEqual(['Rückfrage der Filiale', 'other']);
    expect(problems({ ...good, ACCESS_PURPOSES: 'other,other' })).toContain('lists a purpose twice');
    expect(problems({ ...good, ACCESS_PURPOSES: '<b>' })).toContain('must list purposes of 2 to 40');
    const many = Array.from({ length: 13 }, (_, index) => `purpose ${index}`).join();
    expect(problems({ ...good, ACCESS_PURPOSES: many })).toContain('12 at the most');
  });

  it('are asked for by what the operator names', () => {
    expect(parseEnv(good).ACCESS_PURPOSES_FOR).toEqual([]);
    expect(parseEnv({ ...good, ACCESS_PURPOSES_FOR: 'images' }).ACCESS_PURPOSES_FOR).toEqual(['images']);
    expect(problems({ ...good, ACCESS_PURPOSES_FOR: 'lists' })).toContain(
      'must list some of reveal, export, images, print',
    );
  });
});
