import type {
  PartState,
  SystemFact,
  SystemFactKey,
  SystemFinding,
  SystemFindingCode,
  SystemFindings,
  SystemPart,
  SystemPool,
  SystemReplica,
  SystemSetting,
  VendorPool,
} from '../contracts/system';
import { formatMoment, NOTHING } from './format';
import { spoken, wordFor } from './language';
import { counted, formatBytes, formatCount, formatFacts } from './numbers';

/** What was found, and what an administrator does about it; `null`: nothing. `at` writes a moment for the reader. */
interface FindingWords<Code extends SystemFindingCode> {
  says: (facts: SystemFindings[Code], at: (moment: string) => string) => string;
  todo: string | null;
}

export interface SystemWords {
  title: string;
  /** Of the whole desk, by its worst part. */
  whole: Record<PartState, string>;
  states: Record<PartState, string>;
  parts: Record<SystemPart, string>;
  findings: { [Code in SystemFindingCode]: FindingWords<Code> };
  facts: Record<SystemFactKey, string>;
  credentials: Record<'accepted' | 'refused' | 'unknown', string>;
  pools: Record<VendorPool, string>;
  /** What a pool does right now. */
  poolLine: (running: number, waiting: number) => string;
  phases: Record<SystemPool['phase'], string>;
  replicaStates: Record<SystemReplica['state'], string>;
  thisReplica: string;
  syncer: string;
  replicaLine: (facts: {
    version: string;
    node: string;
    since: string;
    memory: string | null;
    delay: string | null;
  }) => string;
  seen: (time: string) => string;
  settings: string;
  isSet: string;
  notSet: string;
  milliseconds: (ms: string) => string;
  pages: (done: string, all: string | null) => string;
  asOf: (time: string) => string;
  unread: string;
  failed: string;
  stale: string;
  calls: string;
}

const ENGLISH: SystemWords = {
  title: 'System',
  whole: {
    works: 'Everything works.',
    slow: 'Something is slow. The desk mends it by itself where it can.',
    'needs-you': 'Something needs you.',
    off: 'Everything works.',
    unknown: 'Not everything could be read.',
  },
  states: { works: 'Works', slow: 'Slow', 'needs-you': 'Needs you', off: 'Off', unknown: 'Not known' },
  parts: {
    vendor: 'Sentinel',
    directory: 'Directory',
    database: 'Database',
    trail: 'Audit trail',
    replicas: 'Replicas',
    people: 'People',
  },
  findings: {
    credentials_refused: {
      says: ({ since }, at) => `Sentinel has refused the desk’s credentials since ${at(since)}.`,
      todo: 'Compare the client’s uuid and secret in the settings with what Sentinel gave you, then restart the desk.',
    },
    left_alone: {
      says: ({ pool, since, on, of }, at) =>
        on < of ? LEFT_ALONE_BY_SOME[pool](at(since), formatCount(on), formatCount(of)) : LEFT_ALONE[pool](at(since)),
      todo: 'Ask Sentinel if it lasts. The desk tries by itself.',
    },
    pool_full: {
      says: ({ pool, waiting }) => POOL_FULL[pool](counted(waiting, { one: '# call', other: '# calls' })),
      todo: 'Nothing for a while. If it lasts, Sentinel is slow; for images raise IMAGE_MEMORY_MB.',
    },
    never_answered: { says: () => 'Sentinel has not been asked since the start.', todo: null },
    directory_empty: {
      says: () => 'The directory is still empty.',
      todo: 'Wait for the first walk of Sentinel’s list.',
    },
    directory_filling: {
      says: ({ covered, total }) =>
        total === null
          ? `The directory holds ${formatCount(covered)} customers, and is still filling.`
          : `The directory holds ${formatCount(covered)} of ${formatCount(total)} customers.`,
      todo: 'Wait for the walk to end. Searches may miss customers until then.',
    },
    directory_late: {
      says: ({ since }, at) => `The directory last caught up with Sentinel at ${at(since)}.`,
      todo: 'Run npm run directory -- status on the server. It says what the sync waits for.',
    },
    directory_failed: {
      says: ({ at: moment, byVendor }, at) =>
        byVendor
          ? `The last update of the directory failed at ${at(moment)}, because of Sentinel.`
          : `The last update of the directory failed at ${at(moment)}.`,
      todo: 'The sync tries again by itself. If it lasts, look for "event":"directory" in the log.',
    },
    records_skipped: {
      says: ({ count }) =>
        counted(count, {
          one: '# record of Sentinel’s list could not be read, and no search finds it.',
          other: '# records of Sentinel’s list could not be read, and no search finds them.',
        }),
      todo: 'The log names them ("skipped"). Tell Sentinel.',
    },
    nobody_syncs: {
      says: () => 'No replica keeps the directory in step.',
      todo: 'Look for "event":"directory" in the log, and restart a replica.',
    },
    database_slow: {
      says: ({ ms }) => `A round trip to the database takes ${formatCount(ms)} ms.`,
      todo: 'Look at the database’s load and disk, and at the network between.',
    },
    database_queue: {
      says: ({ waiting }) =>
        counted(waiting, { one: '# query waits for a connection.', other: '# queries wait for a connection.' }),
      todo: 'Look for long statements in pg_stat_activity.',
    },
    tables_missing: {
      says: () => 'Tables or columns that this version needs are not there.',
      todo: 'Run npm run migrate (of the image: desk.mjs migrate) with DATABASE_OWNER_URL set.',
    },
    events_refused: {
      says: ({ count, since }, at) =>
        counted(count, {
          one: `# event was not written in time, at ${at(since)}. Its action was refused.`,
          other: `# events were not written in time, the last one at ${at(since)}. Their actions were refused.`,
        }),
      todo: 'Look at the database (locks, disk), and for "event":"audit" in the log.',
    },
    events_wait: {
      says: ({ count }) =>
        counted(count, { one: '# event waits to be written.', other: '# events wait to be written.' }),
      todo: 'The database is slow, or another writer holds the turn.',
    },
    events_deferred: {
      says: ({ count }) =>
        counted(count, {
          one: '# end of a session waits for the trail.',
          other: '# ends of sessions wait for the trail.',
        }),
      todo: 'Nothing: they are written once the trail takes events again.',
    },
    checkpoint_failed: {
      says: ({ since }, at) => `No checkpoint could be written since ${at(since)}.`,
      todo: 'Look at the place of AUDIT_CHECKPOINT_FILE: is it there, writable, and not full?',
    },
    chain_broken: {
      says: ({ seq, at: moment }, at) =>
        `The check of ${at(moment)} found that the trail was changed, at event ${formatCount(seq)}.`,
      todo: 'Keep the database and the checkpoints as they are. docs/audit.md says what to do next.',
    },
    never_verified: { says: () => 'The trail has never been verified.', todo: 'Verify it, on the page Audit log.' },
    verified_long_ago: {
      says: ({ at: moment }, at) => `The trail was last verified at ${at(moment)}.`,
      todo: 'Verify it, on the page Audit log.',
    },
    replica_silent: {
      says: ({ host, since }, at) => `The replica on ${host} has said nothing since ${at(since)}.`,
      todo: 'If nobody stopped it, look at its log. This line goes a quarter of an hour after its last word.',
    },
    replica_stalls: {
      says: ({ host, ms }) => `The replica on ${host} was busy for ${formatCount(ms)} ms without a pause.`,
      todo: 'Add a replica, or look for large exports.',
    },
    versions_differ: { says: () => 'The replicas run different versions.', todo: 'Nothing while a deployment runs.' },
    budget_spent: {
      says: ({ people }) =>
        counted(people, { one: '# budget of today is spent.', other: '# budgets of today are spent.' }),
      todo: 'The page Alerts says whose. Grant more on the page Accounts, where there is a reason.',
    },
  },
  facts: {
    'last-answer': 'Last answer',
    credentials: 'Credentials',
    covered: 'Customers held',
    total: 'Customers at Sentinel',
    'caught-up-at': 'Caught up',
    'walked-at': 'Last full walk',
    walk: 'Walk under way',
    syncer: 'Kept in step by',
    'database-version': 'PostgreSQL',
    schema: 'Newest migration of this version',
    size: 'Size',
    'trail-size': 'Size of the trail',
    'round-trip': 'Round trip',
    connections: 'Connections',
    'waiting-queries': 'Waiting queries',
    events: 'Events',
    'last-event': 'Last event',
    queue: 'Waiting events',
    'refused-events': 'Refused since the start',
    'last-checkpoint': 'Last checkpoint',
    'last-verified': 'Last verified',
    replicas: 'Replicas',
    'desk-version': 'Version',
    'node-version': 'Node',
    sessions: 'Sessions',
    'signed-in': 'People signed in',
    'near-budget': 'Budgets nearly spent',
    'spent-budget': 'Budgets spent',
  },
  credentials: { accepted: 'Accepted', refused: 'Refused', unknown: 'Not known yet' },
  pools: {
    list: 'Lists',
    detail: 'Records',
    images: 'Images',
    write: 'Corrections and links',
    directory: 'Directory',
  },
  poolLine: (running, waiting) => `${formatCount(running)} running, ${formatCount(waiting)} waiting`,
  phases: { closed: 'Asked', open: 'Left alone', probing: 'Tried again' },
  replicaStates: { alive: 'Alive', stopping: 'Stopping', silent: 'Silent' },
  thisReplica: 'answered this page',
  syncer: 'keeps the directory in step',
  replicaLine: ({ version, node, since, memory, delay }) =>
    formatFacts([
      `version ${version}`,
      `Node ${node}`,
      `since ${since}`,
      memory !== null && `${memory} of memory`,
      delay !== null && `longest pause ${delay}`,
    ]),
  seen: (time) => `last heard of at ${time}`,
  settings: 'Settings',
  isSet: 'set',
  notSet: 'not set',
  milliseconds: (ms) => `${ms} ms`,
  pages: (done, all) => (all === null ? `${done} pages` : `${done} of ${all} pages`),
  asOf: (time) => `As of ${time}.`,
  unread: 'This part could not be read. The log says why.',
  failed: 'The state of the desk could not be loaded',
  stale: 'The state of the desk could not be refreshed.',
  calls: 'Calls',
};

const LEFT_ALONE: Record<VendorPool, (time: string) => string> = {
  list: (time) => `Sentinel has failed lists since ${time}. People see the directory’s rows.`,
  detail: (time) => `Sentinel has failed records since ${time}. People see what the directory knows.`,
  images: (time) => `Sentinel has failed images since ${time}. Nobody can see images.`,
  write: (time) => `Sentinel has failed corrections and links since ${time}. Nobody can correct a contact.`,
  directory: (time) => `Sentinel has failed the directory’s walk since ${time}.`,
};

/** Other replicas ask on, so people may see what these can't show. */
const LEFT_ALONE_BY_SOME: Record<VendorPool, (time: string, on: string, of: string) => string> = {
  list: (time, on, of) => `Sentinel has failed lists since ${time}, on ${on} of ${of} replicas.`,
  detail: (time, on, of) => `Sentinel has failed records since ${time}, on ${on} of ${of} replicas.`,
  images: (time, on, of) => `Sentinel has failed images since ${time}, on ${on} of ${of} replicas.`,
  write: (time, on, of) => `Sentinel has failed corrections and links since ${time}, on ${on} of ${of} replicas.`,
  directory: (time, on, of) => `Sentinel has failed the directory’s walk since ${time}, on ${on} of ${of} replicas.`,
};

const POOL_FULL: Record<VendorPool, (calls: string) => string> = {
  list: (calls) => `${calls} for lists wait for a place.`,
  detail: (calls) => `${calls} for records wait for a place.`,
  images: (calls) => `${calls} for images wait for a place.`,
  write: (calls) => `${calls} for corrections and links wait for a place.`,
  directory: (calls) => `${calls} of the directory wait for a place.`,
};

export const SYSTEM_WORDS = spoken({ en: ENGLISH });

/** The sentence of a finding, and what to do. A finding of a newer release is shown by its code. */
export function findingWords(finding: SystemFinding, zone: string): { says: string; todo: string | null } {
  if (!Object.hasOwn(SYSTEM_WORDS.findings, finding.code)) return { says: finding.code, todo: null };
  const words = SYSTEM_WORDS.findings[finding.code] as FindingWords<typeof finding.code>;
  return { says: words.says(finding as never, (moment) => formatMoment(moment, zone)), todo: words.todo };
}

/** A figure as people read it. */
export function factText(fact: SystemFact, zone: string): string {
  if ('moment' in fact) return formatMoment(fact.moment, zone);
  if ('count' in fact) return fact.count === null ? NOTHING : formatCount(fact.count);
  if ('bytes' in fact) return formatBytes(fact.bytes);
  if ('ms' in fact) return SYSTEM_WORDS.milliseconds(formatCount(Math.round(fact.ms * 10) / 10));
  if ('credentials' in fact) return SYSTEM_WORDS.credentials[fact.credentials];
  if ('pages' in fact) {
    if (fact.pages === null) return NOTHING;
    const { done, all } = fact.pages;
    return SYSTEM_WORDS.pages(formatCount(done), all === null ? null : formatCount(all));
  }
  return fact.text ?? NOTHING;
}

/** The name of a figure. One of a newer release is shown by its key. */
export function factLabel({ key }: SystemFact): string {
  return wordFor(key, SYSTEM_WORDS.facts);
}

/** What is said of a process beside its machine. */
export function replicaText({ version, node, startedAt, memory, delay }: SystemReplica, zone: string): string {
  return SYSTEM_WORDS.replicaLine({
    ...{ version, node, since: formatMoment(startedAt, zone) },
    memory: memory === null ? null : formatBytes(memory),
    delay: delay === null ? null : SYSTEM_WORDS.milliseconds(formatCount(delay)),
  });
}

/** The value of a setting; of a secret whether it is set. */
export function settingText({ value, isSecret }: SystemSetting): string {
  if (value === null) return SYSTEM_WORDS.notSet;
  return isSecret ? SYSTEM_WORDS.isSet : value;
}
