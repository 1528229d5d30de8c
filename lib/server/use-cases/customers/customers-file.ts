import 'server-only';
import { type Coverage, type CoverageGap, coverageOf, openGaps } from '../../../contracts/coverage';
import type { DirectoryStatus } from '../../../contracts/directory';
import type { GivenPurpose } from '../../../contracts/purpose';
import type { AuditContext } from '../../audit/public';
import { giveBack } from '../../budgets/public';
import { DeskError } from '../../desk-error';
import { EXPORTS_AT_ONCE, statusNow } from '../../directory/public';
import { env } from '../../env';
import type { FileSource } from '../../file-source';
import { describeError, log } from '../../log';
import { takePlace } from '../../places';
import { auditedFile, fileResponse } from '../audited-file';
import { purposeOfFile } from '../purpose';
import { spendAmount } from '../spending';

/** The gaps that the request accepts. */
interface Accepting {
  accepts?: readonly CoverageGap[] | undefined;
}

/** A file that is being read, with the directory's state as of its rows. */
export interface OpenedFile extends FileSource {
  /** How many rows the request matches, which may be more than the file's limit. */
  count: number;
  status: DirectoryStatus;
}

interface CustomersFile extends Accepting {
  /** What the file is for. */
  why?: GivenPurpose | undefined;
  timeZone?: string | undefined;
  columns: readonly string[];
  /** The names of the filters, for the trail. */
  filters: readonly string[];
  /** So many rows at the most, where the file holds fewer than the operator allows. */
  most?: number;
  /** The file's name, without day and ending. */
  name: string;
  /** Opens the rows, after the intent is durable. */
  open: (limit: number, until: AbortSignal) => Promise<OpenedFile>;
}

/**
 * A file of customers as CSV, sent batch by batch from one snapshot of the directory: every export's rules. The recorded
 * outcome holds the rows and bytes that were sent, the coverage of the directory, and the SHA-256 of a whole file.
 *
 * A file that would lack customers is refused unless the request accepts each gap (`docs/directory.md`). The coverage is
 * read twice: before the intent, and in the snapshot that the rows come from, because the directory goes on changing.
 *
 * @param signal aborts when the reader leaves; that ends the export at once, even while it still counts
 * @param stillMay asked before each batch: a person who loses session or permission gets no further row
 * @throws DeskError `purpose_required`, `budget_spent`, `export_incomplete` with the coverage, `audit_unavailable`, `busy`,
 *   `invalid_request`, `database_unavailable`, all before the first byte
 */
export async function customersFile(
  file: CustomersFile,
  audit: AuditContext,
  signal: AbortSignal,
  stillMay?: () => Promise<void>,
): Promise<Response> {
  const purpose = purposeOfFile(file.why);
  const now = new Date();
  const limit = Math.min(env().EXPORT_ROW_LIMIT, file.most ?? Number.POSITIVE_INFINITY);
  const [columns, filters] = [[...file.columns], [...file.filters]];
  let coverage = accepted(coverageOf(await statusNow(), now), file);
  // One row now: a person whose budget is spent is refused before anything is recorded or counted.
  const place = takePlace('customers-export', EXPORTS_AT_ONCE);
  const spent = await spendAmount(audit, { budgets: [{ budget: 'rows', amount: 1 }], work: 'export' }).catch(
    (error) => {
      place();
      throw error;
    },
  );
  const reserved = { rows: 1, at: spent?.at ?? '' };
  const done = async () => {
    place();
    await spent?.done();
  };
  /** Rows that were paid for and not sent are given back. */
  const settle = async (sent: number) => {
    if (spent !== null) await giveBack(spent.account, 'rows', reserved.rows - Math.max(1, sent), reserved.at);
  };
  const { source, stream } = await auditedFile(
    audit,
    {
      action: 'customers.exported',
      intent: { columns, filters, limit, ...purpose, ...recordedOf(coverage) },
      open: async (until) => {
        const opened = await file.open(limit, until);
        coverage = await acceptedOrClosed(opened, limit, now, file);
        const rows = Math.min(opened.count, limit);
        const paid = await spendRows(audit, rows - 1, opened);
        if (paid !== null) {
          reserved.rows = rows;
          reserved.at = paid;
        }
        return opened;
      },
      outcome: (whole) => ({ ...whole, ...recordedOf(coverage) }),
      // Only a whole file has a digest. For a broken one the trail keeps how much had been sent.
      brokenOff: (sent) => {
        void settle(sent.rows).catch((error) => log().warn({ event: 'budget', error: describeError(error) }));
        return { ...sent, ...recordedOf(coverage) };
      },
      unrecorded: 'answer',
      mayGoOn: stillMay,
      done,
    },
    signal,
  );
  return fileResponse(stream, {
    name: file.name,
    lacks: lackingName(coverage),
    format: 'csv',
    timeZone: file.timeZone,
    headers: {
      'x-export-rows': String(Math.min(source.count, limit)),
      'x-export-matches': String(source.count),
    },
  });
}

/** @throws DeskError `export_incomplete` when the request does not accept a gap */
function accepted(coverage: Coverage, { accepts = [] }: Accepting): Coverage {
  if (openGaps(coverage, accepts).length === 0) return coverage;
  throw new DeskError('export_incomplete', { code: 'incomplete', ...coverage });
}

async function acceptedOrClosed(opened: OpenedFile, limit: number, now: Date, by: Accepting): Promise<Coverage> {
  try {
    return accepted(coverageOf(opened.status, now, { matches: opened.count, limit }), by);
  } catch (error) {
    await opened.close(true);
    throw error;
  }
}

/**
 * Spends the rows of a file before the first of them is read. Their number is known, so a file that the budget does not
 * hold is refused whole.
 * @returns when they were spent
 * @throws DeskError `budget_spent`
 */
async function spendRows(audit: AuditContext, rows: number, opened: OpenedFile): Promise<string | null> {
  if (rows <= 0) return null;
  try {
    return (await spendAmount(audit, { budgets: [{ budget: 'rows', amount: rows }] }))?.at ?? null;
  } catch (error) {
    await opened.close(true);
    throw error;
  }
}

function recordedOf({ gaps, covered, total, asOf }: Coverage) {
  return { gaps, covered, total, asOf };
}

/** A part of the file's name per gap. */
const NAMES: Record<CoverageGap, (coverage: Coverage) => string> = {
  filling: ({ covered, total }) => `${covered}-of-${total ?? 'unknown'}`,
  missing: ({ covered, total }) => `${covered}-of-${total ?? 'unknown'}`,
  stale: ({ asOf }) => `as-of-${(asOf ?? 'unknown').slice(0, 16).replace(':', '')}Z`,
  failed: () => 'after-a-failed-update',
  skipped: ({ skipped }) => `without-${skipped}-unreadable`,
  'row-limit': ({ rows }) => `first-${rows?.limit}-of-${rows?.matches}`,
};

/** `partial-12400-of-40000-as-of-2026-11-24T1405Z`: a file that is passed on still says what it lacks. */
function lackingName(coverage: Coverage): string {
  const { gaps } = coverage;
  return gaps.length === 0 ? '' : ['partial', ...gaps.map((gap) => NAMES[gap](coverage))].join('-');
}
