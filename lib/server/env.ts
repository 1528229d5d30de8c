import 'server-only';
import { isIP } from 'node:net';
import path from 'node:path';
import * as z from 'zod';
import { ROLES, type Role } from '../access';
import { CALLER_CHECK_MODES } from '../contracts/caller-check';
import { DEFAULT_PURPOSES, PURPOSE, PURPOSES_ASKED_FOR } from '../contracts/purpose';
import { GUARD_MODES } from '../contracts/takeover';
import { isTimeZone } from '../writing/zones';
import { budgets } from './budget-setting';
import { databaseUrlProblem } from './database-url';
import { readTrustedProxies } from './network-address';
import { retention } from './retention-setting';
import { type ReviewSettings, readReviewSettings } from './review-settings';
import { readSecretFiles } from './secret-files';
import { parseNoteKey } from './signed-note';
import { STATUS_TONES, type StatusLabels } from './status-labels';

/** Thrown for an unusable environment. The message names every problem, one a line, and never a value. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

const MIN_KEY_BYTES = 32;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const httpUrl = z.string('is missing').transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    context.addIssue({ code: 'custom', message: 'must be an http(s) URL' });
    return z.NEVER;
  }
  return url;
});

const statusLabels = z
  .string()
  .default('{}')
  .transform((text, context): StatusLabels => {
    const parsed = statusLabelsSchema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({
      code: 'custom',
      message: `must be JSON like {"2":{"label":"Draft","tone":"attention"}}, with tone one of ${STATUS_TONES.join(', ')}`,
    });
    return z.NEVER;
  });

const statusLabelsSchema = z.record(
  z.string().regex(/^-?\d{1,9}$/),
  z.strictObject({ label: z.string().trim().min(1).max(40), tone: z.enum(STATUS_TONES).default('neutral') }),
);

/** Long enough that it cannot be guessed. Counted in bytes, because a hash takes bytes. */
const key = z
  .string('is missing')
  .refine((text) => Buffer.byteLength(text) >= MIN_KEY_BYTES, `must have ${MIN_KEY_BYTES} bytes or more`);

const listOf = <T>(item: z.ZodType<T, string>) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item));

const purposeList = listOf(
  z.string().regex(PURPOSE, 'must list purposes of 2 to 40 letters, digits, spaces and hyphens'),
).transform((purposes, context): readonly string[] => {
  if (new Set(purposes).size < purposes.length) context.addIssue({ code: 'custom', message: 'lists a purpose twice' });
  if (purposes.length > 12) context.addIssue({ code: 'custom', message: 'must be a short list: 12 at the most' });
  return purposes.length === 0 ? DEFAULT_PURPOSES : purposes;
});

/** Kept as written, because the provider must name itself exactly so, down to the slash at the end. */
const oidcIssuer = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!safe) context.addIssue({ code: 'custom', message: 'must be an https URL (http is for loopback only)' });
  else if (url.username + url.password + url.search + url.hash !== '') {
    context.addIssue({ code: 'custom', message: 'must be an address alone, without user, query or fragment' });
  }
});

/** Signatures by a key that only the provider has. `none`, and HMACs whose key we share, prove nothing. */
const ID_TOKEN_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

const roleMap = z
  .string()
  .default('{}')
  .transform((text, context): Record<string, Role> => {
    const parsed = z.record(z.string().min(1), z.enum(ROLES)).safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({
      code: 'custom',
      message: `must be JSON like {"desk-admins":"admin"}, with roles of ${ROLES.join(', ')}`,
    });
    return z.NEVER;
  });

const trustedProxies = z
  .string()
  .default('0')
  .transform((text, context) => {
    const proxies = readTrustedProxies(text.trim());
    if (proxies !== null) return proxies;
    context.addIssue({
      code: 'custom',
      message: 'must be a number of proxies, or networks like 10.0.0.0/8,2001:db8::/48',
    });
    return z.NEVER;
  });

const reviews = z
  .string()
  .default('{}')
  .transform((text, context): ReviewSettings | 'off' => {
    if (text.trim() === 'off') return 'off';
    const settings = readReviewSettings(text);
    if (!Array.isArray(settings)) return settings;
    for (const message of settings) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** `6`, or `6 Asia/Dubai`: an hour of the day, in UTC unless a zone stands behind it. */
const digestHour = z
  .string()
  .default('6')
  .transform((text, context): { hour: number; timeZone: string } => {
    const [, hour = '', timeZone = 'UTC'] = /^\s*(\d{1,2})(?:\s+(\S+))?\s*$/.exec(text) ?? [];
    if (hour !== '' && Number(hour) < 24 && isTimeZone(timeZone)) return { hour: Number(hour), timeZone };
    context.addIssue({
      code: 'custom',
      message: 'must be an hour from 0 to 23, with a time zone if need be: 7 Asia/Dubai',
    });
    return z.NEVER;
  });

const wholeNumber = (least: number, most: number) =>
  z.coerce.number(`must be a whole number from ${least} to ${most}`).int().min(least).max(most);

/** `name=value` pairs with commas between, values as in a URL: the form that OpenTelemetry gives it. */
const otlpHeaders = z
  .string()
  .default('')
  .transform((text, context): Record<string, string> => {
    const pairs = text.split(',').filter((pair) => pair.trim() !== '');
    const read = pairs.map((pair) => /^\s*([\w-]+)\s*=\s*([!-~]*)\s*$/.exec(pair));
    if (!read.includes(null)) return Object.fromEntries(read.map((one) => [one?.[1], decoded(one?.[2] ?? '')]));
    context.addIssue({ code: 'custom', message: 'must be pairs like api-key=abc,other=def' });
    return z.NEVER;
  });

/** `.env.example` says for each variable what breaks without it. */
const fields = z.object({
  SENTINEL_BASE_URL: httpUrl
    .refine(
      (url) => url.protocol === 'https:' || LOOPBACK.has(url.hostname),
      'must be https (http is for loopback only)',
    )
    .refine(
      (url) => url.username + url.password + url.search + url.hash === '',
      'must be an address alone, without user, query or fragment',
    ),
  // The vendor's form, which may lack the version that `z.uuid` demands.
  SENTINEL_CLIENT_UUID: z.guid('must be a UUID'),
  SENTINEL_CLIENT_SECRET: z.string('is missing').min(15, 'must have 15 characters or more'),
  SENTINEL_STATUS_LABELS: statusLabels,
  DATABASE_URL: z.string('is missing').superRefine((text, context) => {
    const message = databaseUrlProblem(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  }),
  MIGRATIONS: z.enum(['at-start', 'apart'], 'must be at-start or apart').default('at-start'),
  NEXTAUTH_URL: httpUrl
    .refine(
      (url) => url.protocol === 'https:' || LOOPBACK.has(url.hostname),
      'must be https (http is for loopback only)',
    )
    .refine(
      (url) => url.username + url.password + url.search + url.hash === '' && url.pathname === '/',
      'must be an address without a path, such as https://desk.example.com: the desk is served at the root of its host',
    ),
  NEXTAUTH_SECRET: key,
  AUDIT_KEY: key,
  AUDIT_KEYS_RETIRED: listOf(key),
  AUDIT_CHECKPOINT_FILE: z.string('is missing').refine((file) => path.isAbsolute(file), 'must be an absolute path'),
  AUDIT_CHECKPOINT_KEY: z
    .string()
    .transform((text, context) => {
      const key = parseNoteKey(text);
      if (key !== null) return key;
      context.addIssue({ code: 'custom', message: 'must be a key of `npm run audit -- new-checkpoint-key`' });
      return z.NEVER;
    })
    .optional(),
  AUDIT_ARCHIVED_TO: z.coerce.number('must be the number of an event').int().min(0).default(0),
  DIRECTORY: z.enum(['on', 'off'], 'must be on or off').default('on'),
  DIRECTORY_KEY: key.optional(),
  DIRECTORY_SYNC: z.enum(['on', 'off'], 'must be on or off').default('on'),
  DIRECTORY_SYNC_RATE: z.coerce.number('must be pages a second').min(0).max(1_000).default(10),
  DIRECTORY_SYNC_CONCURRENCY: wholeNumber(1, 16).default(4),
  DIRECTORY_CATCH_UP_SECONDS: wholeNumber(1, 3_600).default(60),
  // `expiredIds` may change while `updatedAt` stays, and only a full walk sees that. So one walk a day is the minimum.
  DIRECTORY_FULL_WALK_HOURS: z.coerce.number('must be hours').positive().max(24, 'must be 24 at the most').default(6),
  FIRST_ANSWER_MS: wholeNumber(0, 10_000).default(250),
  SLOW_ANSWER_MS: wholeNumber(0, 60_000).default(2_000),
  SENTINEL_CONNECT_MS: wholeNumber(50, 60_000).default(5_000),
  SENTINEL_HEADERS_MS: wholeNumber(50, 120_000).default(15_000),
  SENTINEL_BODY_MS: wholeNumber(50, 120_000).default(10_000),
  SENTINEL_TOTAL_MS: wholeNumber(100, 300_000).default(60_000),
  SENTINEL_REQUEST_MS: wholeNumber(100, 600_000).default(90_000),
  SENTINEL_RETRY_PERCENT: wholeNumber(0, 50).default(10),
  SENTINEL_BREAKER_FAILURES: wholeNumber(0, 20).default(5),
  SENTINEL_BREAKER_SECONDS: wholeNumber(1, 30).default(5),
  // One answer of 40 MB, and as much for the work on it, must find room.
  IMAGE_MEMORY_MB: wholeNumber(80, 65_536).default(256),
  DRAIN_SECONDS: wholeNumber(0, 60).default(3),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  EXPORT_ROW_LIMIT: wholeNumber(1, 10_000_000).default(100_000),
  LOCAL_ACCOUNTS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  SESSION_COOKIE: z.enum(['lasting', 'session'], 'must be lasting or session').default('lasting'),
  SESSIONS_PER_PERSON: wholeNumber(1, 1_000).default(5),
  TRUSTED_PROXIES: trustedProxies,
  REQUIRE_TOTP: listOf(z.enum(ROLES, `must list roles of ${ROLES.join(', ')}`)),
  REQUIRE_PASSKEY: listOf(z.enum(ROLES, `must list roles of ${ROLES.join(', ')}`)),
  IDENTITY_REVEAL: listOf(z.enum(ROLES, `must list roles of ${ROLES.join(', ')}`)),
  ACCESS_PURPOSES: purposeList,
  ACCESS_PURPOSES_FOR: listOf(z.enum(PURPOSES_ASKED_FOR, `must list some of ${PURPOSES_ASKED_FOR.join(', ')}`)),
  BUDGETS: budgets,
  ALERT_WEBHOOK_URL: httpUrl
    .refine(
      (url) => url.protocol === 'https:' || LOOPBACK.has(url.hostname),
      'must be https (http is for loopback only)',
    )
    .refine((url) => url.username + url.password + url.hash === '', 'must be an address without user and fragment')
    .optional(),
  ALERT_WEBHOOK_KEY: key.optional(),
  VIEWS_DIGEST_HOUR: digestHour,
  REVIEWS: reviews,
  RETENTION: retention,
  CALLER_CHECK: z.enum(CALLER_CHECK_MODES, `must be one of ${CALLER_CHECK_MODES.join(', ')}`).default('offered'),
  TAKEOVER_GUARD: z.enum(GUARD_MODES, `must be one of ${GUARD_MODES.join(', ')}`).default('enforce'),
  OIDC_ISSUER: oidcIssuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ROLES_CLAIM: z.string().default('roles'),
  OIDC_ROLES: roleMap,
  OIDC_ID_TOKEN_ALG: z.enum(ID_TOKEN_ALGORITHMS, `must be one of ${ID_TOKEN_ALGORITHMS.join(', ')}`).default('RS256'),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl
    .refine((url) => url.username + url.password + url.search + url.hash === '', 'must be an address alone')
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders,
  OTEL_SERVICE_NAME: z.string().min(1).max(100).default('sentinel-desk'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number('must be a share from 0 to 1').min(0).max(1).default(1),
  OTEL_BSP_SCHEDULE_DELAY: wholeNumber(50, 60_000).default(5_000),
  PORT: z.coerce.number('must be a port number').int().min(1).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
});

const envSchema = fields.superRefine((env, context) => {
  const problem = (key: keyof typeof env, message: string) =>
    context.addIssue({ code: 'custom', path: [key], message });
  if (env.NEXTAUTH_SECRET === env.AUDIT_KEY) problem('AUDIT_KEY', 'must differ from NEXTAUTH_SECRET');
  if (env.AUDIT_KEYS_RETIRED.includes(env.AUDIT_KEY))
    problem('AUDIT_KEYS_RETIRED', 'must not list the AUDIT_KEY of today');
  if ([env.NEXTAUTH_SECRET, env.AUDIT_KEY].some((other) => other === env.DIRECTORY_KEY))
    problem('DIRECTORY_KEY', 'must differ from NEXTAUTH_SECRET and AUDIT_KEY');
  if ((env.ALERT_WEBHOOK_URL === undefined) !== (env.ALERT_WEBHOOK_KEY === undefined))
    problem(
      'ALERT_WEBHOOK_URL',
      'needs ALERT_WEBHOOK_KEY beside it, which signs the alerts, and the key needs the URL',
    );
  const others = [env.NEXTAUTH_SECRET, env.AUDIT_KEY, env.DIRECTORY_KEY];
  if (env.ALERT_WEBHOOK_KEY !== undefined && others.includes(env.ALERT_WEBHOOK_KEY))
    problem('ALERT_WEBHOOK_KEY', 'must differ from the other keys: the receiver of the alerts has it, too');
  const sso = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET];
  const wanted = sso.some((value) => value !== undefined);
  if (wanted && sso.includes(undefined)) {
    problem('OIDC_ISSUER', 'needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it, and they need it');
  }
  if (wanted && Object.keys(env.OIDC_ROLES).length === 0) {
    problem('OIDC_ROLES', 'is missing: without it nobody gets in by single sign-on');
  }
  const { hostname } = env.NEXTAUTH_URL;
  if (env.REQUIRE_PASSKEY.length > 0 && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 && !LOOPBACK.has(hostname)) {
    problem('REQUIRE_PASSKEY', 'needs a NEXTAUTH_URL with a host name: browsers make no passkeys for IP addresses');
  }
  if (env.LOCAL_ACCOUNTS === 'off' && !wanted) problem('LOCAL_ACCOUNTS', 'can be off only with OIDC_ISSUER set');
});

export type Env = z.infer<typeof envSchema>;

/**
 * Reads an environment; an empty value counts as absent.
 *
 * @param options.embeddedDatabase whether `DATABASE_URL` may be absent because an embedded server will provide it
 * @throws EnvError naming **every** problem, never a value
 */
export function parseEnv(
  source: Record<string, string | undefined>,
  options: { embeddedDatabase?: boolean } = {},
): Env {
  const { values, problems: unread } = readSecretFiles(source);
  const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
  if (options.embeddedDatabase && present.DATABASE_URL === undefined) {
    present.DATABASE_URL = 'postgres://embedded';
  }
  // An empty value lets the schema report the key together with all other missing ones. A check across fields would run
  // too late.
  if (present.DIRECTORY !== 'off') present.DIRECTORY_KEY ??= '';
  const parsed = envSchema.safeParse(present);
  if (parsed.success && unread.length === 0) return parsed.data;
  const issues = parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? [];
  const problems = [...unread, ...issues].map((problem) => `  ${problem}`);
  throw new EnvError(`The environment is not complete:\n${[...new Set(problems)].join('\n')}`);
}

let current: Env | undefined;

/** The application's environment, parsed once. Nothing else in the application reads `process.env`. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
