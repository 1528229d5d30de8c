import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import type { ViewCount, ViewCounts, ViewPage, ViewState } from '../../../contracts/views';
import { db } from '../../db/public';
import { countDocuments, countTotals, directoryStatus, readWholeQuery } from '../../directory/public';
import { takePlace } from '../../places';
import { viewsFor } from '../../worklist/public';

/** So many requests count at once in a process. */
const AT_ONCE = 2;
/** After so long, ms, views that take a statement of their own stay uncounted. */
const WITHIN = 8_000;

/**
 * How many customers or documents each view of a page holds, of the views that the person sees. Not recorded: numbers,
 * and no customer.
 *
 * @param signal ends the count of a person who has gone
 * @throws DeskError `busy`, `database_unavailable`
 */
export async function countViews(
  { page, timeZone }: { page: ViewPage; timeZone: string },
  viewer: Viewer,
  signal: AbortSignal,
): Promise<ViewCounts> {
  const views = (await viewsFor(db(), viewer.accountId)).filter(({ state }) => state.page === page);
  if ((await directoryStatus()).state === 'off') return { counts: {} };
  const free = takePlace('view-counts', AT_ONCE);
  try {
    const until = performance.now() + WITHIN;
    const isLate = () => performance.now() > until || signal.aborted;
    const counted = await countStates(
      views.map(({ state }) => state),
      { timeZone, isLate },
    );
    return { counts: Object.fromEntries(views.map(({ id }, place) => [id, counted[place] ?? null])) };
  } finally {
    free();
  }
}

interface Counting {
  /** The zone of the days of an update, an IANA name. */
  timeZone: string;
  now?: Date;
  /** Asked before a view that takes a statement of its own: `true` leaves the rest uncounted. */
  isLate?: () => boolean;
}

/**
 * How many customers or documents each of these states holds; `null` where counting took too long. Marks change no number:
 * whose would they be?
 */
export async function countStates(
  states: readonly ViewState[],
  { timeZone, now = new Date(), isLate = () => false }: Counting,
): Promise<(ViewCount | null)[]> {
  const queries = states.flatMap((state) =>
    state.page === 'customers' ? [readWholeQuery({ filters: state.filters, timeZone }, now)] : [],
  );
  const totals = queries.length === 0 ? [] : await countTotals(queries, isLate);
  const counts: (ViewCount | null)[] = [];
  for (const state of states) {
    if (state.page === 'customers') {
      const counted = totals.shift() ?? null;
      counts.push(counted && { count: counted.total, exact: counted.exact });
    } else {
      const count = isLate() ? null : await countDocuments(state.params);
      counts.push(count === null ? null : { count, exact: true });
    }
  }
  return counts;
}
