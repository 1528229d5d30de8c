import 'server-only';
import type { DirectoryReport, DirectoryStatus } from '../../contracts/directory';
import { env } from '../env';
import { singleton } from '../singleton';
import { searchPool } from './database';
import { isFilledAgain } from './gap';
import { isSyncing } from './sync-lock';
import { readState, type SyncState } from './sync-state';

/** The status is cached for so long, ms, so that many searches at once read it once. */
const FRESH_FOR = 1_000;

const OFF: DirectoryStatus = {
  state: 'off',
  covered: 0,
  total: null,
  caughtUpAt: null,
  walkedAt: null,
  proven: false,
  walk: null,
  error: null,
  skipped: 0,
};

/** The state of the directory, for every answer of a search. */
export async function directoryStatus(): Promise<DirectoryStatus> {
  if (env().DIRECTORY === 'off') return OFF;
  const kept = singleton('directory-status', () => ({ until: 0, status: Promise.resolve(OFF) }));
  if (kept.until < Date.now()) {
    kept.until = Date.now() + FRESH_FOR;
    kept.status = statusNow();
    // The requests that wait get the failure; it isn't cached.
    kept.status.catch(() => {
      kept.until = 0;
    });
  }
  return await kept.status;
}

/** The state at this moment, for what is decided by it. */
export async function statusNow(): Promise<DirectoryStatus> {
  return env().DIRECTORY === 'off' ? OFF : toStatus(await readState(searchPool()));
}

/** The state at this moment, with the settings, for operators. */
export async function directoryReport(): Promise<DirectoryReport> {
  const { DIRECTORY_SYNC_RATE: rate, DIRECTORY_SYNC_CONCURRENCY, DIRECTORY_FULL_WALK_HOURS, DIRECTORY } = env();
  const off = DIRECTORY === 'off';
  return {
    ...(await statusNow()),
    pagesPerSecond: rate === 0 ? null : rate,
    concurrency: DIRECTORY_SYNC_CONCURRENCY,
    fullWalkHours: DIRECTORY_FULL_WALK_HOURS,
    syncing: !off && (await isSyncing(searchPool())),
  };
}

export function toStatus(state: SyncState): DirectoryStatus {
  const {
    covered,
    total,
    caughtUpAt,
    walkedAt,
    proven,
    lanes,
    walkStartedAt,
    errorCode,
    errorAt,
    walkErrorCode,
    walkErrorAt,
    skipped,
  } = state;
  const beganAt = (lane: number) => (lane === 0 ? 1 : (lanes?.[lane - 1]?.end ?? 1));
  const pages = lanes?.reduce((sum, { page }, index) => sum + Math.max(0, page - beganAt(index)), 0) ?? 0;
  return {
    state: walkedAt !== null && !isFilledAgain(state) ? 'ready' : covered > 0 ? 'filling' : 'empty',
    covered,
    total,
    caughtUpAt: caughtUpAt?.toISOString() ?? null,
    walkedAt: walkedAt?.toISOString() ?? null,
    proven,
    walk:
      lanes === null || walkStartedAt === null
        ? null
        : {
            startedAt: walkStartedAt.toISOString(),
            pages,
            lastPage: total === null ? null : Math.max(1, Math.ceil(total / 100)),
          },
    error: toError(walkErrorCode, walkErrorAt) ?? toError(errorCode, errorAt),
    skipped,
  };
}

function toError(code: string | null, at: Date | null): DirectoryStatus['error'] {
  return code === null || at === null ? null : { code, at: at.toISOString() };
}
