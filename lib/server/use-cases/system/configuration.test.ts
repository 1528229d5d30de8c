import { expect, it } from 'vitest';
import { parseEnv } from '../../env';
import { newNoteKey } from '../../signed-note';
import { configurationOf } from './configuration';

const canary = (name: string) => `canary-${name}-of-thirty-two-bytes-or-more`;
const SECRETS = {
  SENTINEL_CLIENT_UUID: '7a0d1f3e-1111-4222-8333-444455556666',
  SENTINEL_CLIENT_SECRET: canary('client'),
  NEXTAUTH_SECRET: canary('session'),
  AUDIT_KEY: canary('audit'),
  AUDIT_KEYS_RETIRED: canary('retired'),
  AUDIT_CHECKPOINT_KEY: newNoteKey('desk').signer,
  DIRECTORY_KEY: canary('directory'),
  METRICS_TOKEN: canary('metrics'),
  ALERT_WEBHOOK_KEY: canary('webhook'),
  OIDC_CLIENT_SECRET: canary('oidc'),
  OTEL_EXPORTER_OTLP_HEADERS: 'api-key=canary-otlp',
};
const SOURCE = {
  ...SECRETS,
  SENTINEL_BASE_URL: 'https://api.sentinel.example.com/v2',
  DATABASE_URL: 'postgres://desk_app:canary-password@db.example.com:5432/desk',
  NEXTAUTH_URL: 'https://desk.example.com',
  AUDIT_CHECKPOINT_FILE: '/var/lib/desk/audit-checkpoints.jsonl',
  ALERT_WEBHOOK_URL: 'https://hooks.example.com/services/canary-path?token=canary-query',
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_CLIENT_ID: 'desk',
  OIDC_ROLES: '{"desk-admins":"admin"}',
  REQUIRE_TOTP: 'admin, support',
  TRUSTED_PROXIES: '10.0.0.0/8',
};

const settings = configurationOf(parseEnv(SOURCE));
const shownOf = (name: string) => settings.find((setting) => setting.name === name)?.value;

it('shows no secret, in no part of any value', () => {
  const text = JSON.stringify(settings);
  expect(text).not.toContain('canary');
  for (const [name, value] of Object.entries(SECRETS))
    expect({ [name]: text.includes(value) }).toEqual({ [name]: false });
});

it('says of a secret only whether it is set', () => {
  const secrets = settings.filter(({ isSecret }) => isSecret);
  expect(secrets.map(({ name }) => name).sort()).toEqual(Object.keys(SECRETS).sort());
  expect(secrets.every(({ value }) => value === '')).toBe(true);
  const { METRICS_TOKEN: _, ...without } = SOURCE;
  expect(configurationOf(parseEnv(without)).find(({ name }) => name === 'METRICS_TOKEN')?.value).toBeNull();
});

it('writes the other settings as they are in force', () => {
  expect(shownOf('DATABASE_URL')).toBe('db.example.com:5432/desk');
  expect(shownOf('ALERT_WEBHOOK_URL')).toBe('https://hooks.example.com');
  expect(shownOf('SENTINEL_BASE_URL')).toBe('https://api.sentinel.example.com/v2');
  expect(shownOf('REQUIRE_TOTP')).toBe('admin, support');
  expect(shownOf('TRUSTED_PROXIES')).toBe('10.0.0.0/8');
  expect(shownOf('PORT')).toBe('3000');
  expect(shownOf('REQUIRE_PASSKEY')).toBeNull();
});
