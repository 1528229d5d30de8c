import 'server-only';
import type { SystemSetting } from '../../../contracts/system';
import type { Env } from '../../env';

/**
 * What is shown of a variable. `origin`: receivers of webhooks have secrets in their paths. `database`: without user and
 * password. `secret`: only whether it is set.
 */
type Shown = 'value' | 'origin' | 'database' | 'secret';

/** Total: a new variable has to choose. */
const SHOWN: Readonly<Record<keyof Env, Shown>> = {
  SENTINEL_BASE_URL: 'value',
  // The contract keeps both parts of the credentials on the server.
  SENTINEL_CLIENT_UUID: 'secret',
  SENTINEL_CLIENT_SECRET: 'secret',
  SENTINEL_STATUS_LABELS: 'value',
  DATABASE_URL: 'database',
  NEXTAUTH_URL: 'origin',
  NEXTAUTH_SECRET: 'secret',
  AUDIT_KEY: 'secret',
  AUDIT_KEYS_RETIRED: 'secret',
  AUDIT_CHECKPOINT_FILE: 'value',
  AUDIT_CHECKPOINT_KEY: 'secret',
  AUDIT_ARCHIVED_TO: 'value',
  DIRECTORY: 'value',
  DIRECTORY_KEY: 'secret',
  DIRECTORY_SYNC: 'value',
  DIRECTORY_SYNC_RATE: 'value',
  DIRECTORY_SYNC_CONCURRENCY: 'value',
  DIRECTORY_CATCH_UP_SECONDS: 'value',
  DIRECTORY_FULL_WALK_HOURS: 'value',
  FIRST_ANSWER_MS: 'value',
  SLOW_ANSWER_MS: 'value',
  SENTINEL_CONNECT_MS: 'value',
  SENTINEL_HEADERS_MS: 'value',
  SENTINEL_BODY_MS: 'value',
  SENTINEL_TOTAL_MS: 'value',
  SENTINEL_REQUEST_MS: 'value',
  SENTINEL_RETRY_PERCENT: 'value',
  SENTINEL_BREAKER_FAILURES: 'value',
  SENTINEL_BREAKER_SECONDS: 'value',
  IMAGE_MEMORY_MB: 'value',
  DRAIN_SECONDS: 'value',
  MIGRATIONS: 'value',
  RETENTION: 'value',
  METRICS_TOKEN: 'secret',
  EXPORT_ROW_LIMIT: 'value',
  LOCAL_ACCOUNTS: 'value',
  SESSION_COOKIE: 'value',
  SESSIONS_PER_PERSON: 'value',
  TRUSTED_PROXIES: 'value',
  REQUIRE_TOTP: 'value',
  REQUIRE_PASSKEY: 'value',
  IDENTITY_REVEAL: 'value',
  ACCESS_PURPOSES: 'value',
  ACCESS_PURPOSES_FOR: 'value',
  BUDGETS: 'value',
  ALERT_WEBHOOK_URL: 'origin',
  ALERT_WEBHOOK_KEY: 'secret',
  VIEWS_DIGEST_HOUR: 'value',
  REVIEWS: 'value',
  CALLER_CHECK: 'value',
  TAKEOVER_GUARD: 'value',
  OIDC_ISSUER: 'value',
  OIDC_CLIENT_ID: 'value',
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_ROLES_CLAIM: 'value',
  OIDC_ROLES: 'value',
  OIDC_ID_TOKEN_ALG: 'value',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'value',
  // They may hold a key of the receiver.
  OTEL_EXPORTER_OTLP_HEADERS: 'secret',
  OTEL_SERVICE_NAME: 'value',
  OTEL_TRACES_SAMPLER_ARG: 'value',
  OTEL_BSP_SCHEDULE_DELAY: 'value',
  PORT: 'value',
  HOST: 'value',
  LOG_LEVEL: 'value',
};

/** The settings that are in force, defaults among them, in the order of the table. Of a secret only whether it is set. */
export function configurationOf(env: Env): SystemSetting[] {
  return (Object.keys(SHOWN) as (keyof Env)[]).map((name) => setting(env, name));
}

function setting(env: Env, name: keyof Env): SystemSetting {
  const shown = SHOWN[name];
  const value: unknown = env[name];
  const isSecret = shown === 'secret';
  if (value === undefined || isEmpty(value)) return { name, value: null, isSecret };
  return { name, value: isSecret ? '' : written(value, shown), isSecret };
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && !(value instanceof URL) && Object.keys(value).length === 0;

function written(value: unknown, shown: Shown): string {
  if (value instanceof URL) return shown === 'origin' ? value.origin : value.href;
  if (shown === 'database') return databaseOf(String(value));
  if (typeof value === 'object' && value !== null && 'setting' in value) return String(value.setting);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function databaseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url === null ? '' : `${url.host}${url.pathname}`;
}
