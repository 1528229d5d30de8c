import 'server-only';
import type { ViewCount } from '../../../contracts/views';
import { viewPath } from '../../../view-routes';
import { viewText } from '../../../words/view-text';
import { startOfDay } from '../../../writing/days';
import { clockIn, dayIn } from '../../../writing/zones';
import { alert, wasRaised } from '../../alerts/public';
import { db } from '../../db/public';
import { directoryStatus } from '../../directory/public';
import { env } from '../../env';
import { describeError, log } from '../../log';
import { labelStatus } from '../../status-labels';
import { type DigestView, digestViews, type StoredView } from '../../worklist/public';
import { countStates } from './count';

/** How often a process looks whether the digest is due, ms. */
const LOOK_EVERY = 10_000;
/** Views that could not be counted, while people count, are counted again with each look for so long, ms. */
const COUNTED_WITHIN = 30 * 60_000;
/** And no longer than until then, ms after the day's midnight: the next day has a digest of its own. */
const COUNTED_UNTIL = (23 * 60 + 59) * 60_000;

/** What the looks of one day have counted. */
interface Counting {
  day: string;
  /** When the counting began, ms since 1970; `null` before. */
  since: number | null;
  /** By the view and what it shows. */
  counts: Map<string, ViewCount>;
}

/** Begins the daily digest, at once and then every ten seconds: a desk that was down at the hour catches up. */
export function startDigest(): void {
  let counting: Counting = { day: '', since: null, counts: new Map() };
  let isCounting = false;
  const look = async () => {
    // Counting many views of a large directory may take longer than the time between two looks.
    if (isCounting) return;
    isCounting = true;
    const now = new Date();
    const day = dayIn(now, env().VIEWS_DIGEST_HOUR.timeZone);
    if (counting.day !== day) counting = { day, since: null, counts: new Map() };
    await raiseDigest(now, counting);
    isCounting = false;
  };
  void look();
  setInterval(() => void look(), LOOK_EVERY).unref();
}

/**
 * Raises the digest once a day: how many customers or documents each chosen view of the team holds, and a link to each. It
 * is an alert like any other, so that the page shows it, the webhook gets it signed, and a failure is tried again. The day
 * is in the alert's name, so that one of all replicas raises it, whenever they start. Not recorded: numbers, and no
 * customer. Never throws.
 *
 * Does nothing before the hour of the digest (`VIEWS_DIGEST_HOUR`), without a view that was chosen before it, and while the
 * directory is not ready, whose numbers would be too low. The first view of all waits for the next day, so that the others
 * of that morning come with it.
 */
async function raiseDigest(now: Date, counting: Counting): Promise<void> {
  try {
    const { hour, timeZone } = env().VIEWS_DIGEST_HOUR;
    const { day, counts } = counting;
    const due = startOfDay(day) + hour * HOUR;
    if (clockIn(now.getTime(), timeZone) < due) return;
    const once = `views-digest ${day}`;
    if (await wasRaised(once)) return;
    const views = await digestViews(db());
    const wasChosen = ({ chosenAt }: DigestView) => chosenAt === null || clockIn(chosenAt, timeZone) < due;
    if (!views.some(wasChosen) || (await directoryStatus()).state !== 'ready') return;
    counting.since ??= now.getTime();
    const asked = views.filter((view) => !counts.has(keyOf(view)));
    const counted = await countStates(
      asked.map(({ state }) => state),
      { timeZone, now },
    );
    for (const [place, view] of asked.entries()) {
      const count = counted[place] ?? null;
      if (count !== null) counts.set(keyOf(view), count);
    }
    const isWhole = views.every((view) => counts.has(keyOf(view)));
    // As of now: the counting may have taken the last minute of the day.
    const isOver = clockIn(Date.now(), timeZone) >= startOfDay(day) + COUNTED_UNTIL;
    if (!isWhole && !isOver && now.getTime() - counting.since < COUNTED_WITHIN) return;
    // Counting takes time: a view that a person has removed or unchosen meanwhile would lead nowhere.
    const chosen = new Set((await digestViews(db())).map(({ id }) => id));
    const lines = views
      .map((view) => lineOf(view, counts.get(keyOf(view)) ?? null))
      .filter(({ view }) => chosen.has(view));
    if (lines.length > 0) await alert('views-digest', { day, views: lines }, once);
  } catch (error) {
    log().warn({ event: 'views-digest', error: describeError(error) });
  }
}

const HOUR = 3_600_000;

/** A view that is changed meanwhile is counted anew. */
function keyOf({ id, state }: StoredView): string {
  return JSON.stringify([id, state]);
}

function lineOf({ id, state }: StoredView, counted: ViewCount | null) {
  const labels = env().SENTINEL_STATUS_LABELS;
  const { count, exact } = counted ?? { count: null, exact: true };
  const link = new URL(viewPath(id), env().NEXTAUTH_URL).href;
  const shows = viewText(state, (code) => labelStatus(code, labels)?.label ?? String(code));
  return { view: id, page: state.page, shows, link, count, exact };
}
