import type { DirectoryStatus } from '@/lib/contracts/directory';
import { formatClock, formatMoment } from '@/lib/words/format';

/** A directory that hasn't caught up for so long, ms, is worth a look: it does so every minute. */
const STALE_AFTER = 15 * 60_000;

const COUNT = new Intl.NumberFormat('en-GB');

export interface DirectoryWords {
  text: string;
  /** Whether a search may miss people, or show them as they no longer are. */
  attention: boolean;
}

/** How the directory stands, for whoever searches in it. */
export function directoryWords(status: DirectoryStatus, now: Date): DirectoryWords {
  if (status.state === 'off') return { text: 'The directory is switched off.', attention: true };
  if (status.state === 'empty') {
    return { text: `The directory is still empty. ${EXACT_ONLY}${failure(status, now)}`, attention: true };
  }
  const partial = status.total !== null && status.covered < status.total;
  const covered = partial ? `${COUNT.format(status.covered)} of ${COUNT.format(status.total ?? 0)} customers` : null;
  const asOf = status.caughtUpAt === null ? null : `as of ${when(status.caughtUpAt, now)}`;
  const text = [status.state === 'filling' ? 'Directory still filling' : 'Directory', covered, asOf];
  const age = status.caughtUpAt === null ? 0 : now.getTime() - Date.parse(status.caughtUpAt);
  return {
    text: `${text.filter((part) => part !== null).join(', ')}.${failure(status, now)}`,
    attention: status.state === 'filling' || status.error !== null || age > STALE_AFTER,
  };
}

export const EXACT_ONLY = 'Type a whole e-mail address or phone number.';

function failure({ error }: DirectoryStatus, now: Date): string {
  return error === null ? '' : ` Its last update failed at ${when(error.at, now)}.`;
}

/** The clock for today, else the date with it. */
function when(moment: string, now: Date): string {
  const day = new Date(moment).toDateString();
  return day === now.toDateString() ? formatClock(moment) : formatMoment(moment);
}
