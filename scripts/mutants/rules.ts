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

const POSTGRES = 'Its statements mean something to a Postgres server alone: tests with a real one hold them.';
const STACK = 'Works with sockets, deadlines or the environment: tests with a server or the whole desk hold it.';

/** Files of these rooms that no unit test without a server could hold, each with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  ...because(POSTGRES, 'lib/server/auth', [
    ...['account-changes', 'account-list', 'account-transaction', 'accounts', 'enrolment', 'links', 'lockout'],
    ...['recovery-codes', 'second-factor', 'session-list', 'sessions', 'sso-accounts'],
  ]),
  ...because(STACK, 'lib/server/auth', [
    ...['cookie', 'local-accounts', 'oidc-discovery', 'oidc-exchange', 'passwords', 'sso-offered'],
  ]),
  ...because(POSTGRES, 'lib/server/audit', [
    'append',
    'export',
    'read',
    'select',
    'snapshot',
    'trail',
    'untold-roles',
    'verify',
    'writer',
  ]),
  ...because(STACK, 'lib/server/audit', ['instance']),
  ...because(POSTGRES, 'lib/server/directory', [
    ...['columns', 'counts', 'counts-sql', 'database', 'exact', 'expiring', 'expiring-sql', 'expiry-sql', 'export'],
    ...['filters', 'identifiers', 'neighbours', 'search', 'search-sql', 'seen', 'sql', 'status', 'store'],
    ...['sync', 'sync-lock', 'sync-state', 'syncer'],
  ]),
  ...because(STACK, 'lib/server/sentinel', ['calls', 'connections', 'instance', 'transport']),
};

/** Rooms and files that wait for their first run. The list only ever gets shorter. */
export const NOT_TRIED: readonly string[] = [
  'lib/writing',
  'lib/server/sentinel',
  'lib/server/auth',
  'lib/server/audit',
  'lib/server/directory',
];

function because(why: string, room: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${room}/${name}.ts`, why]));
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
