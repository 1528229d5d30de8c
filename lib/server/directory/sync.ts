import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import { DeskError } from '../desk-error';
import { describeError, log } from '../log';
import type { Sentinel, SentinelRow } from '../sentinel/public';
import type { Entry } from './columns';
import { entryOfRow } from './entry';
import { countGapWalks, gapOf } from './gap';
import { type DirectoryKeys, fingerprint } from './keys';
import type { Pace } from './pace';
import { holdsNews, removeGone, Superseded, writePage } from './store';
import { beginWalk, endWalk, readState, saveCatchUp, saveGap, settle } from './sync-state';
import { newestOf, readHead, startWalk, type WalkPage, walk } from './walk';

const PAGE = 100;
/** So many rows are prepared without a pause, half a millisecond's work. */
const SLICE = 50;
/** A catch-up ends after so many pages; the full walk meets the changes below them. */
const CATCH_UP_PAGES = 2_000;

/** The connections and settings of one syncer. */
export interface SyncTools {
  pool: pg.Pool;
  sentinel: Pick<Sentinel, 'listCustomers'>;
  keys: DirectoryKeys;
  pace: Pace;
  epoch: number;
  concurrency: number;
  signal: AbortSignal;
}

interface ReadPage extends WalkPage<SentinelRow> {
  /** When the call began. */
  readAt: Date;
  /** A fingerprint of each row that could not be read. */
  skipped: string[];
}

/**
 * Walks the whole list, or continues an interrupted walk. Afterwards the customers that neither this walk nor the one
 * before has met are removed.
 */
export async function fullWalk(tools: SyncTools): Promise<void> {
  const { pool, keys, epoch, concurrency } = tools;
  const readAts = new WeakMap<SentinelRow[], ReadPage>();
  const fetch = async (page: number) => {
    const answer = await readPage(tools, page);
    readAts.set(answer.rows, answer);
    return answer;
  };
  let { lanes } = await readState(pool);
  if (lanes === null) {
    const head = await fetch(1);
    lanes = startWalk(head.total, PAGE, concurrency).lanes;
    await beginWalk(pool, epoch, { lanes, total: head.total, marker: newestOf(head.rows) });
  }
  const marks = lanes.map(({ first }) => first);
  const proven = await walk<SentinelRow>(
    { lanes, proven: true },
    {
      fetch,
      pageSize: PAGE,
      take: async (rows, index, state, soFar) => {
        const page = readAts.get(rows);
        if (page === undefined) throw new TypeError('rows of no page');
        const lane = { index, state, proven: soFar, newMarks: state.first !== marks[index] };
        const entries = await entriesOf(keys, rows);
        const { readAt, total, skipped } = page;
        tell(await writePage(pool, entries, { readAt, total, epoch, lane, skipped }));
        marks[index] = state.first;
      },
    },
  );
  await settle(pool).catch((error) => log().warn({ event: 'directory', unsettled: describeError(error) }));
  await endWalk(pool, epoch, proven);
  // Changes during the walk are read before missing customers count as gone.
  await catchUp(tools);
  const { walk: number, total } = await readState(pool);
  if ((await removeGone(pool, number, total)) === null) log().warn({ event: 'directory', gone: 'too many to believe' });
  const after = await readState(pool);
  await saveGap(pool, epoch, gapOf(after), countGapWalks(after));
}

/** Reads from the newest customer down to the customer that was newest the last time. */
export async function catchUp(tools: SyncTools): Promise<void> {
  const { pool, keys, epoch } = tools;
  const at = new Date();
  const { marker } = await readState(pool);
  let read: ReadPage | undefined;
  const result = await readHead<SentinelRow>({
    since: marker,
    pageSize: PAGE,
    maxPages: CATCH_UP_PAGES,
    fetch: async (page) => {
      read = await readPage(tools, page);
      return read;
    },
    take: async (rows) => {
      const entries = await entriesOf(keys, rows);
      // Without dates the content is all there is to tell news by.
      const news = rows.every((row) => row.updatedAt === null) ? await holdsNews(pool, entries) : true;
      const refused = await writePage(pool, entries, {
        readAt: read?.readAt ?? at,
        total: read?.total ?? null,
        epoch,
        skipped: read?.skipped ?? [],
      });
      tell(refused);
      return news;
    },
  });
  if (result.complete) await saveCatchUp(pool, epoch, { at, newest: result.newest, proven: result.proven });
}

/** In slices, because the same process answers people, who shouldn't wait for a whole page to be prepared. */
async function entriesOf(keys: DirectoryKeys, rows: readonly SentinelRow[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    await nextTurn();
    for (const row of rows.slice(from, from + SLICE)) entries.push(entryOfRow(keys, row));
  }
  return entries;
}

async function readPage({ pace, sentinel, signal, keys }: SyncTools, page: number): Promise<ReadPage> {
  return await pace.run(async () => {
    const readAt = new Date();
    const answer = await sentinel.listCustomers({ page, perPage: PAGE, sortBy: 'updatedAt', order: 'desc' }, signal);
    const { rows, skippedRows } = answer;
    // A full page without one readable row is an outage, and so is a first page. A short last one may hold odd rows alone.
    if (rows.length === 0 && (skippedRows >= PAGE || (page === 1 && skippedRows > 0)))
      throw new DeskError('sentinel_malformed');
    const skipped = answer.skipped.map((text) => `#${fingerprint(keys, text)}`);
    if (skipped.length > 0) log().warn({ event: 'directory', page, skipped });
    return {
      skipped,
      rows,
      length: rows.length + skippedRows,
      total: answer.saidTotal,
      asked: answer.page === page,
      readAt,
    };
  });
}

/** Whether a syncer must stop at once; after any other error it may try again. */
export function mustStop(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted || error instanceof Superseded;
}

/** Logs the customers whom Postgres refused. */
function tell(refused: readonly string[]): void {
  for (const uuid of refused) log().warn({ event: 'directory', skipped: uuid });
}
