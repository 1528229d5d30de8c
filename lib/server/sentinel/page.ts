import 'server-only';
import type { ListParams } from '../../contracts/list-params';
import { adaptRow } from './adapt';
import type { SentinelPage } from './customer';
import { isRecord } from './is-record';
import { shownText } from './values';
import { readWireRow } from './wire';

/**
 * Builds a page from the vendor's `meta` and rows.
 *
 * `meta` may be missing, incomplete or contradict itself. Its values count unless the rows prove them wrong: a total
 * below the rows seen so far is raised, and so is a last page before this page. Without a total, the rows seen so far
 * are the total, and a full page allows one more page, so that paging on stays possible. Counts in digits ("128") are
 * read as numbers, because some databases print them so.
 */
export function adaptPage(meta: unknown, data: readonly unknown[], asked: ListParams): SentinelPage {
  const said = isRecord(meta) ? meta : {};
  const skipped: string[] = [];
  const rows = data.flatMap((item) => {
    const row = readWireRow(item);
    if (row === null) skipped.push(shownText(item));
    return row === null ? [] : [adaptRow(row)];
  });
  const page = atLeast(1, said.currentPage) ?? asked.page;
  const perPage = atLeast(1, said.perPage) ?? asked.perPage;
  const seen = data.length === 0 ? 0 : (page - 1) * perPage + data.length;
  const total = atLeast(0, said.total);
  const lastPage =
    atLeast(1, said.lastPage) ?? (total === null ? lastSeen(page, perPage, data.length) : Math.ceil(total / perPage));
  return {
    rows,
    page,
    perPage,
    total: Math.max(total ?? 0, seen),
    saidTotal: total,
    lastPage: Math.max(lastPage, 1, data.length === 0 ? 1 : page),
    skippedRows: data.length - rows.length,
    skipped,
  };
}

function lastSeen(page: number, perPage: number, rows: number): number {
  if (rows === 0) return page - 1;
  return rows >= perPage ? page + 1 : page;
}

/** Higher counts are nonsense, and arithmetic on them would lose precision. */
const MAX_COUNT = 1_000_000_000;

function atLeast(minimum: number, value: unknown): number | null {
  const count = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= minimum && count <= MAX_COUNT ? count : null;
}
