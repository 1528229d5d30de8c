import 'server-only';

/**
 * Walks a list that changes during the walk, and misses no row. Pure: pages come from `fetch`, rows go to `take`; this
 * file knows neither the vendor nor the database.
 *
 * The list is ordered by `updatedAt`, newest first, in pages of fixed size. Three things may happen between two reads:
 *
 * 1. A row changes, or is new. The row moves to the head, and the rows above its old place move one place down. Rows
 *    that moved down are read twice, which does no harm. The walk may miss the row at the head: its old place was still
 *    ahead of the walk, its new one is behind. But its `updatedAt` is now later than every one was when the walk began.
 *    So {@link readHead} afterwards reads from the head down to that moment, and meets every row that changed since.
 * 2. A row is deleted. The rows below move one place **up**, and one may jump from the next page into the page that was
 *    just read. Each such jump lowers the total by one. New rows raise the total, and push rows down by as much, so the
 *    total never falls by less than rows have jumped. When the total has fallen by n since the last read, only the rows
 *    down to n places further up are certain to have been read: the walk goes back to there.
 * 3. Both at once. Rows move up by at most the number by which the total falls; everything else moves them down.
 *
 * This proves one reader going down. With several readers, each lane walks a stretch of its own in this way. A lane
 * doesn't stop where the next stretch was meant to begin, since rows that moved down have passed that border. The lane
 * reads on until it meets, unchanged, one of the rows that the next lane began with: the next lane has read the rest.
 *
 * Not everything can be proved. Where rows carry no `updatedAt`, a lane meets the next one by uuid alone, and reading
 * the head stops at the first page without news; a change that shows in no field of a row is missed until the next
 * full walk. Nor is there a proof when totals contradict each other or the rows, when `updatedAt` runs backwards, or
 * when the vendor leaves rows out of a page. `proven` tells.
 */

export interface WalkRow {
  uuid: string;
  updatedAt: string | null;
}

export interface WalkPage<R extends WalkRow> {
  rows: R[];
  /** Rows on the page, those included that couldn't be read. */
  length: number;
  /** The vendor's word; `null` when there is none. */
  total: number | null;
  /** Whether it is the page that was asked for: some lists answer with their last one beyond the end. */
  asked: boolean;
}

export interface Lane {
  /** The page to read next, from 1. */
  page: number;
  /** Everything down to this place (a count of rows from the head) has been read, as of the last read. */
  frontier: number;
  /** The total at the last read. */
  total: number | null;
  /** Where the next lane's stretch was meant to begin; `null` for the last lane. */
  end: number | null;
  /** The rows of this lane's first pages, as `uuid updatedAt`. The lane before ends where it meets one of them. */
  first: string[];
  done: boolean;
}

export interface WalkState {
  lanes: Lane[];
  proven: boolean;
}

export interface WalkOptions<R extends WalkRow> {
  fetch: (page: number) => Promise<WalkPage<R>>;
  /** Takes a page's rows for good; `lane` is where lane `index` goes on from once they are taken. */
  take: (rows: R[], index: number, lane: Lane, proven: boolean) => Promise<void>;
  pageSize: number;
  /** Beyond this the list is taken for endless. */
  maxPages?: number;
}

/** Pages of a lane that are remembered for the lane before: rows may have moved up past its beginning. */
const FIRST_PAGES = 3;
/** How often, and by how many pages, a lane goes back before the totals are taken for nonsense. */
const MAX_BACKS = 20;
const MAX_FALL_PAGES = 10;
const MAX_PAGES = 1_000_000;
/** So often in a row the same page under other numbers is the end, wherever the total sees it. */
const MAX_REPEATS = 10;

/** The lanes of a new walk, of a list that is said to have `total` rows. */
export function startWalk(total: number | null, pageSize: number, concurrency: number): WalkState {
  const pages = Math.max(1, Math.ceil((total ?? 0) / pageSize));
  const lanes = Math.max(1, Math.min(concurrency, Math.floor(pages / 2)));
  const begin = (lane: number) => Math.floor((lane * pages) / lanes) + 1;
  return {
    proven: true,
    lanes: Array.from({ length: lanes }, (_, lane) => ({
      page: begin(lane),
      frontier: (begin(lane) - 1) * pageSize,
      total: null,
      end: lane === lanes - 1 ? null : begin(lane + 1),
      first: [],
      done: false,
    })),
  };
}

/**
 * Walks until every lane has ended; begins, or goes on after an interruption, from `state`. What it throws is whatever
 * `fetch` or `take` throws, once the other lanes have come to rest.
 *
 * @returns whether everything above holds, so that no row can have been missed
 */
export async function walk<R extends WalkRow>(state: WalkState, options: WalkOptions<R>): Promise<boolean> {
  // The progress that `take` has confirmed. A lane may rely on another lane's rows only once they are confirmed.
  const taken = state.lanes.map((lane) => ({ ...lane }));
  const shared = { proven: state.proven, failed: false };
  const ended = await Promise.allSettled(taken.map((_, index) => walkLane(taken, index, shared, options)));
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
  return shared.proven;
}

async function walkLane<R extends WalkRow>(
  taken: Lane[],
  index: number,
  shared: { proven: boolean; failed: boolean },
  { fetch, take, pageSize, maxPages = MAX_PAGES }: WalkOptions<R>,
): Promise<void> {
  let lane = taken[index];
  const firstPages = (lane?.page ?? 1) + FIRST_PAGES;
  let backs = 0;
  let repeats = 0;
  let before = '';
  // A page is fetched while the page before is being taken.
  let taking: Promise<void> = Promise.resolve();
  try {
    while (lane !== undefined && !lane.done && !shared.failed) {
      const number = lane.page;
      const page = await fetch(number);
      await taking;
      const next = advance(lane, page, number, pageSize);
      if (next.page <= number) backs += 1;
      // A total that falls at every read would otherwise hide the end.
      if (backs > MAX_BACKS) {
        Object.assign(next, { page: number + 1, frontier: number * pageSize, done: isEnd(page, number, pageSize) });
      }
      if (backs > MAX_BACKS || !proves(page, lane, next, pageSize)) shared.proven = false;
      if (index > 0 && number < firstPages) next.first = [...lane.first, ...page.rows.map(mark)];
      const shown = page.rows.map(mark).join();
      repeats = shown === before && shown !== '' ? repeats + 1 : 0;
      before = shown;
      // A lane that has to go back hasn't met the next lane or the end: the rows that it goes back for come before.
      const met = hasMet(next, taken[index + 1], page.rows, number) || isRepeated(page, number, pageSize, repeats);
      next.done ||= met && next.page > number;
      if (!next.done && number >= maxPages) {
        // The rows below were not read.
        next.done = true;
        shared.proven = false;
      }
      lane = next;
      taking = take(page.rows, index, next, shared.proven).then(() => {
        taken[index] = next;
      });
      // Its failure is heard at the next turn.
      taking.catch(() => {});
    }
    await taking;
  } catch (error) {
    shared.failed = true;
    throw error;
  } finally {
    await taking.catch(() => {});
  }
}

/** Whether this page agrees with the reasoning above. */
function proves(page: WalkPage<WalkRow>, lane: Lane, next: Lane, pageSize: number): boolean {
  if (page.total === null || page.rows.some((row) => row.updatedAt === null)) return false;
  if (lane.total !== null && lane.total - page.total > MAX_FALL_PAGES * pageSize) return false;
  // Rows beyond the total, or an end long before it: by a page, since the two may be counted a moment apart.
  const before = (lane.page - 1) * pageSize;
  if (lane.page > 1 && page.length > 0 && before >= page.total) return false;
  if (page.length < pageSize && before + page.length + pageSize <= page.total) return false;
  return page.length >= pageSize || next.done || next.page < lane.page;
}

/** Where a lane stands after reading page `number`. */
function advance(lane: Lane, page: WalkPage<WalkRow>, number: number, pageSize: number): Lane {
  const fallen = lane.total !== null && page.total !== null ? Math.max(0, lane.total - page.total) : 0;
  // So many deletions between two reads are not believable: the total is wrong.
  const sure = fallen > MAX_FALL_PAGES * pageSize ? lane.frontier : Math.max(0, lane.frontier - fallen);
  const total = page.total ?? lane.total;
  const before = (number - 1) * pageSize;
  // Rows at the end may have moved up before they were read: go back to the last certain place.
  if (sure < before) return { ...lane, total, frontier: sure, page: Math.floor(sure / pageSize) + 1 };
  const frontier = Math.max(sure, number * pageSize);
  return { ...lane, total, frontier, page: number + 1, done: isEnd(page, number, pageSize) };
}

/**
 * The end is an empty page, or a short one where the total doesn't speak of more. A total alone ends nothing: it may
 * be too small.
 */
function isEnd({ length, total, asked }: WalkPage<WalkRow>, number: number, pageSize: number): boolean {
  if (length === 0 || !asked) return true;
  return length < pageSize && number * pageSize >= (total ?? 0);
}

/**
 * Some lists answer with their last page for ever, and as if it were the page that was asked for. Within the total the
 * same page may come twice because just as many rows came to the head.
 */
function isRepeated({ total }: WalkPage<WalkRow>, number: number, pageSize: number, repeats: number): boolean {
  return repeats >= ((number - 1) * pageSize >= (total ?? 0) ? 1 : MAX_REPEATS);
}

/** Whether this page, about where the next lane began, holds a row with which that one began, unchanged. */
function hasMet(lane: Lane, following: Lane | undefined, rows: readonly WalkRow[], number: number): boolean {
  if (lane.end === null || following === undefined || number < lane.end - FIRST_PAGES) return false;
  const first = new Set(following.first);
  return rows.some((row) => first.has(mark(row)));
}

function mark({ uuid, updatedAt }: WalkRow): string {
  return `${uuid} ${updatedAt ?? ''}`;
}

export interface HeadOptions<R extends WalkRow> {
  fetch: (page: number) => Promise<WalkPage<R>>;
  /** Takes a page; answers whether it said anything new, which only counts for rows without `updatedAt`. */
  take: (rows: R[]) => Promise<boolean>;
  pageSize: number;
  /** Everything older than this moment has been met before; `null` reads to the end. */
  since: string | null;
  maxPages?: number;
}

export interface HeadResult {
  /** `updatedAt` of the newest row when this began: the `since` of the next time; `null` when rows carry none. */
  newest: string | null;
  /** Everything that has changed up to the beginning of this has been met. */
  proven: boolean;
  /** Whether it got there, rather than up to `maxPages`. */
  complete: boolean;
  total: number | null;
}

/** Reads from the head down to every row that changed since a moment. One reader; see above why no row is missed. */
export async function readHead<R extends WalkRow>(options: HeadOptions<R>): Promise<HeadResult> {
  const { fetch, take, pageSize, since, maxPages = MAX_PAGES } = options;
  let lane: Lane = { page: 1, frontier: 0, total: null, end: null, first: [], done: false };
  let newest: string | null = null;
  let proven = true;
  let backs = 0;
  for (let read = 0; read < maxPages && backs <= MAX_BACKS; read += 1) {
    const number = lane.page;
    const page = await fetch(number);
    if (read === 0) newest = newestOf(page.rows);
    const news = await take(page.rows);
    // A single row without a date says nothing of the others: the next full walk meets it.
    const silent = page.rows.every((row) => row.updatedAt === null);
    const next = advance(lane, page, number, pageSize);
    if (!proves(page, lane, next, pageSize)) proven = false;
    lane = next;
    if (lane.page <= number) {
      backs += 1;
      continue;
    }
    const caught = silent ? !news : since !== null && page.rows.some((row) => isBefore(row.updatedAt, since));
    if (lane.done || caught) return { newest, proven, complete: true, total: lane.total };
  }
  return { newest, proven: false, complete: false, total: lane.total };
}

/**
 * The latest `updatedAt` that is not in the future, in the vendor's own writing. A date in the year 9999 would otherwise
 * count as caught up with for ever.
 */
export function newestOf(rows: readonly WalkRow[], now = Date.now()): string | null {
  return rows.reduce<string | null>(
    (newest, { updatedAt }) =>
      updatedAt !== null && !(Date.parse(updatedAt) > now) && (newest === null || isBefore(newest, updatedAt))
        ? updatedAt
        : newest,
    null,
  );
}

function isBefore(one: string | null, other: string): boolean {
  return one !== null && Date.parse(one) < Date.parse(other);
}
