import { parseArgs } from 'node:util';
import { REMOVABLE, type Removable } from '@/lib/contracts/audit-values';
import { createCheckpointer } from '@/lib/server/audit/checkpoints';
import { openTrail } from '@/lib/server/audit/trail';
import { verifyTrail } from '@/lib/server/audit/verify';
import { openDatabase } from '@/lib/server/db/client';
import { LEAST_TRAIL_YEARS, type Retention, retention } from '@/lib/server/retention-setting';
import { findOld, type Old, removeOldRecords } from '@/lib/server/use-cases/retention/remove';
import { chainFindingText } from '@/lib/words/chain-finding';
import { formatCount } from '@/lib/words/numbers';
import { UsageError } from './accounts/arguments.ts';
import { type FoundDatabase, findDatabase } from './accounts/database.ts';
import { findCheckpointFile, findKeys } from './audit/keys.ts';
import { explain, Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { loadDotEnv } from './stack/settings.ts';

const USAGE = `Usage: npm run retention [-- --remove KIND[,KIND]]

  Without a flag says what is older than its period, and removes nothing.
  --remove  removes it: ${REMOVABLE.join(', ')}. The audit trail keeps that, when and how much. Contacts are those
            of customers who are gone from the directory, and none while the directory is not whole: while it
            holds less than nine tenths of the customers whom Sentinel states. With DIRECTORY=off, all that are old. Events go only once
            RETENTION says for how many years they are kept, when checkpoints show the whole trail, and as the owner of
            the tables (DATABASE_OWNER_URL).

RETENTION (also from .env) sets the periods: {"trailYears":7,"linkDays":90,"contactDays":400}.
Exit codes: 0 done; 1 the trail is not shown to be whole, and nothing was removed; 2 not understood, or it could not be done.
`;

/** A removal reads through years of events. */
const STATEMENT_TIMEOUT = 600_000;
const OPERATOR = {
  actor: { id: null, email: null, role: 'operator' },
  sessionId: null,
  requestId: null,
  address: null,
};
const NAMES: Record<Removable, string> = {
  trail: 'events of the audit trail',
  reviews: 'closed reviews',
  approvals: 'decided approvals',
  'password-links': 'password links',
  contacts: 'last contacts of customers',
};

await runProgram(async () => {
  try {
    const kinds = parseKinds(process.argv.slice(2));
    if (kinds === 'help') {
      console.log(USAGE);
      return 0;
    }
    loadDotEnv();
    const periods = periodsOf(process.env.RETENTION);
    const found = await findDatabase();
    if (found.note) console.log(found.note);
    return kinds.length === 0 ? await report(found, periods) : await remove(found, periods, kinds);
  } catch (error) {
    console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : explain(error));
    return 2;
  }
});

/** @throws UsageError */
function parseKinds(args: string[]): Removable[] | 'help' {
  let values: { remove?: string; help?: boolean };
  try {
    values = parseArgs({ args, options: { remove: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch {
    throw new UsageError('That is not understood.');
  }
  if (values.help) return 'help';
  const wanted = (values.remove ?? '').split(',').filter((kind) => kind !== '');
  const unknown = wanted.find((kind) => !REMOVABLE.some((known) => known === kind));
  if (unknown !== undefined) throw new UsageError(`There is no kind "${unknown}".`);
  if (values.remove === '') throw new UsageError('--remove needs the kinds to remove.');
  return REMOVABLE.filter((kind) => wanted.includes(kind));
}

function periodsOf(text: string | undefined): Retention {
  const parsed = retention.safeParse(text || undefined);
  if (!parsed.success) throw new Problem(`RETENTION ${parsed.error.issues[0]?.message}.`);
  return parsed.data;
}

async function report({ url }: FoundDatabase, periods: Retention): Promise<number> {
  const { db, close } = openDatabase(url, { max: 1, statementTimeout: STATEMENT_TIMEOUT });
  try {
    for (const old of await findOld({ db, hasDirectory: hasDirectory() }, periods, LEAST_TRAIL_YEARS, new Date()))
      console.log(sentence(old));
  } finally {
    await close();
  }
  if (periods.trailYears === null) {
    console.log(
      `\nRETENTION names no trailYears: events older than ${LEAST_TRAIL_YEARS} years are counted, and none is removed. ` +
        'The law asks for five years at least after the end of a relationship, which the desk does not know: let ' +
        'compliance decide.',
    );
  }
  return 0;
}

/** As `.env` says, too. */
function hasDirectory(): boolean {
  return process.env.DIRECTORY !== 'off';
}

function sentence({ kind, before, count }: Old): string {
  const since = before ? ` from before ${before.toISOString().slice(0, 16)}Z` : '';
  return `${formatCount(count).padStart(12)}  ${NAMES[kind]}${since}`;
}

async function remove(found: FoundDatabase, periods: Retention, kinds: readonly Removable[]): Promise<number> {
  const { url, ownerUrl } = found;
  if (ownerUrl === undefined) throw new Problem('DATABASE_OWNER_URL is missing: the application may remove nothing.');
  const keys = findKeys(found);
  const checkpointFile = findCheckpointFile(found);
  const database = openDatabase(url, { max: 1, statementTimeout: STATEMENT_TIMEOUT });
  const owner = openDatabase(ownerUrl, { max: 1, statementTimeout: STATEMENT_TIMEOUT });
  const trail = openTrail({ url, keys, checkpoints: createCheckpointer({ file: checkpointFile, key: keys.current }) });
  const scope = { db: database.db, trail, audit: OPERATOR, hasDirectory: hasDirectory() };
  try {
    const olds = (await findOld(scope, periods, LEAST_TRAIL_YEARS, new Date())).filter(({ kind }) =>
      kinds.includes(kind),
    );
    const undecided = olds.find(({ before }) => before === null);
    if (undecided !== undefined) {
      throw new Problem(`RETENTION must say how many years (trailYears) ${NAMES[undecided.kind]} are kept.`);
    }
    if (kinds.includes('trail')) {
      const archivedTo = Number(process.env.AUDIT_ARCHIVED_TO || 0);
      const { verdict, finding } = await verifyTrail({ url, keys, checkpointFile, archivedTo });
      // Without a checkpoint that remembers the tail, "intact" says nothing of what was cut off.
      if (verdict !== 'intact' || (finding.code === 'intact' && 'uncovered' in finding.checkpoints)) {
        console.error(`Nothing was removed, because the trail is not shown to be whole. ${chainFindingText(finding)}`);
        return 1;
      }
    }
    for (const { kind, before, count } of olds) {
      if (before === null || count === 0) continue;
      const onProgress = (removed: number) =>
        process.stderr.isTTY && process.stderr.write(`\r  ${removed} of ${count} events`);
      const rows = await removeOldRecords(scope, owner.db, { kind, before }, checkpointFile, onProgress);
      console.log(`${formatCount(rows)} removed: ${NAMES[kind]}.`);
    }
  } finally {
    await trail.close();
    await Promise.all([database.close(), owner.close()]);
  }
  return 0;
}
