import fs from 'node:fs';
import path from 'node:path';
import { root } from '../process/project.ts';

/** A room of rules, and the tests that must see a fault in it. */
interface Room {
  /** A directory, or a single file. */
  name: string;
  tests: readonly string[];
  /** Per cent of the faults that the tests must see, not counting those that change nothing. */
  floor: number;
}

/** The test that walks through everything that knows a document type. */
const DOCUMENT_TYPES = 'lib/server/document-types.test.ts';

/** Not those with sockets and deadlines, nor the long property test: each would run for hundreds of mutants. */
const SENTINEL = [
  'answers',
  'base64-slices',
  'error-fields',
  'failures',
  'images',
  'page',
  'retry-after',
  'values',
].map((name) => `lib/server/sentinel/${name}.test.ts`);

export const ROOMS: readonly Room[] = [
  { name: 'lib/access.ts', tests: ['lib/access.test.ts'], floor: 90 },
  { name: 'lib/kyc', tests: ['lib/kyc/*.test.ts', DOCUMENT_TYPES], floor: 90 },
  { name: 'lib/writing', tests: ['lib/writing/*.test.ts', 'lib/kyc/ocr-compare.test.ts'], floor: 90 },
  { name: 'lib/server/sentinel', tests: [...SENTINEL, DOCUMENT_TYPES], floor: 90 },
  { name: 'lib/server/auth', tests: ['lib/server/auth/*.test.ts'], floor: 90 },
  { name: 'lib/server/audit', tests: ['lib/server/audit/*.test.ts'], floor: 90 },
  { name: 'lib/server/directory', tests: ['lib/server/directory/*.test.ts', DOCUMENT_TYPES], floor: 90 },
];

/**
 * Files of these rooms in which no faults are tried: their statements mean something to a Postgres server alone, or they
 * work with sockets, deadlines, the environment or argon2. Each with the tests that hold it.
 */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  ...heldBy('lib/server/auth', {
    'account-changes account-transaction accounts': ['e2e/http/accounts.test.ts', 'e2e/http/last-admin.test.ts'],
    'account-list': ['e2e/http/accounts.test.ts'],
    'enrolment lockout recovery-codes second-factor': [
      'lib/server/auth/limits.test.ts',
      'e2e/http/second-factor.test.ts',
    ],
    links: ['e2e/http/links.test.ts'],
    'sessions session-limit session-list': ['lib/server/auth/sessions.test.ts', 'e2e/http/sessions.test.ts'],
    'sso-accounts': ['e2e/http/sso.test.ts', 'e2e/http/sso-visits.test.ts'],
    'passkey-answer passkey-ceremony passkey-challenges passkey-changes passkeys recovery': [
      'e2e/http/passkeys.test.ts',
      'lib/server/auth/passkey-challenges.test.ts',
    ],
    passwords: ['lib/server/auth/passwords.test.ts'],
    people: ['e2e/http/audit.test.ts'],
    purposes: ['e2e/http/purposes.test.ts'],
    cookie: ['e2e/http/auth.test.ts'],
    'oidc-discovery oidc-exchange': ['e2e/http/sso.test.ts'],
    'local-accounts sso-offered': ['e2e/http/local-accounts-off.test.ts'],
  }),
  ...heldBy('lib/server/audit', {
    'append writer': ['lib/server/audit/writer.test.ts'],
    trail: ['lib/server/audit/writer.test.ts', 'lib/server/audit/tampering.test.ts'],
    verify: ['lib/server/audit/tampering.test.ts'],
    removal: ['lib/server/audit/removal.test.ts', 'lib/server/audit/tampering.test.ts'],
    month: ['lib/server/audit/read.test.ts', 'e2e/journeys/budgets.spec.ts'],
    'export read select snapshot': ['lib/server/audit/read.test.ts', 'e2e/http/audit.test.ts'],
    'deferred-events': ['lib/server/audit/deferred-events.test.ts', 'e2e/http/trail-faults.test.ts'],
    'last-links': ['lib/server/audit/last-links.test.ts'],
    'own-opening': ['lib/server/audit/read.test.ts', 'e2e/http/notes.test.ts'],
    'view-events': ['lib/server/audit/read.test.ts', 'e2e/http/views.test.ts'],
    'contact-history': ['e2e/http/second-person.test.ts', 'e2e/http/caller-check.test.ts'],
    'untold-roles': ['e2e/http/sso-visits.test.ts'],
    instance: ['e2e/http/trail-faults.test.ts'],
    facts: ['e2e/http/watch.test.ts'],
  }),
  ...heldBy('lib/server/directory', {
    'columns store': ['lib/server/directory/store.test.ts', 'lib/server/directory/statements.test.ts'],
    'counts-sql filters sql': ['lib/server/directory/statements.test.ts', 'lib/server/directory/expiry-sql.test.ts'],
    'expiring expiring-sql expiring-counts-sql expiring-gathered-sql expiring-walked-sql expiry-sql marks-sql': [
      'lib/server/directory/expiry-sql.test.ts',
      'lib/server/directory/expiring-orders.test.ts',
      'e2e/http/expiring.test.ts',
    ],
    'match-sql': ['lib/server/directory/match-sql.test.ts', 'lib/server/directory/statements.test.ts'],
    'common-texts search search-sql': ['lib/server/directory/statements.test.ts', 'lib/server/directory/alike.test.ts'],
    'counts seen status': ['e2e/http/directory.test.ts', 'e2e/http/directory-program.test.ts'],
    export: ['e2e/http/directory-export.test.ts'],
    'tallies tallies-sql': ['lib/server/directory/store.test.ts', 'lib/server/directory/statements.test.ts'],
    known: ['e2e/http/first-html.test.ts', 'e2e/journeys/away.spec.ts'],
    identifiers: ['lib/server/directory/identifiers.test.ts'],
    'database one-client': ['e2e/http/directory-faults.test.ts'],
    'sync sync-lock sync-state syncer': [
      'e2e/http/directory-faults.test.ts',
      'e2e/http/directory-replicas.more.test.ts',
    ],
  }),
  ...heldBy('lib/server/sentinel', {
    'calls connections instance transport': [
      'lib/server/sentinel/calls.test.ts',
      'lib/server/sentinel/connection.test.ts',
      'lib/server/sentinel/transport.test.ts',
    ],
    'body breaker bulkhead pools retries': [
      'lib/server/sentinel/breaker.test.ts',
      'lib/server/sentinel/bulkhead.test.ts',
      'lib/server/sentinel/outage.test.ts',
      'lib/server/sentinel/retries.test.ts',
    ],
    // By the clock, as the breaker.
    credentials: ['lib/server/sentinel/credentials.test.ts', 'e2e/http/watch.test.ts'],
    // Most faults in its loop never end.
    'json-weight': ['lib/server/sentinel/json-weight.test.ts'],
  }),
};

function heldBy(room: string, files: Record<string, readonly string[]>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([names, tests]) => names.split(' ').map((name) => [`${room}/${name}.ts`, tests])),
  );
}

/** The files of a room in which faults are tried. `public.ts` only hands on, and holds no rule. */
export function rulesOf(room: string): string[] {
  return sourcesOf(room).filter((file) => !Object.hasOwn(LEFT_OUT, file));
}

function sourcesOf(room: string): string[] {
  if (room.endsWith('.ts')) return [room];
  return fs
    .readdirSync(path.join(root, room))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'public.ts')
    .map((name) => `${room}/${name}`);
}
