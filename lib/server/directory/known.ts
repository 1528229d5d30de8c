import 'server-only';
import * as z from 'zod';
import type { CustomerPage, CustomerRow, KnownRecord } from '../../contracts/customer';
import type { ListParams } from '../../contracts/list-params';
import { DIRECTORY_ORDERS } from '../db/public';
import { env } from '../env';
import { describeError, log } from '../log';
import { labelStatus } from '../status-labels';
import { SHOWN_COLUMNS, type ShownColumns, shownSchema, TABLE } from './columns';
import { searchPool } from './database';
import { raw, type Statement, sql, statement, value } from './sql';
import { directoryStatus } from './status';

/** Postgres reads and drops the rows before an offset. Deeper pages of a list are not shown from the directory. */
const DEEPEST_ROW = 10_000;

/**
 * The directory's rows for a page of Sentinel's list, for while Sentinel does not answer. `page.known` names their order:
 * names and codes are sorted by Sentinel's own rules, so that such an order is replaced by the newest first, at page 1.
 *
 * @returns `null` without a full directory, for a page deeper than 10,000 rows, or when the directory cannot be read:
 *   the answer is a help, and must not hide the reason why Sentinel gave none
 */
export async function knownPage(params: ListParams): Promise<CustomerPage | null> {
  try {
    const { state, covered, caughtUpAt } = await directoryStatus();
    const asked = params.sortBy === 'updatedAt';
    const { perPage } = params;
    const page = asked ? params.page : 1;
    const offset = (page - 1) * perPage;
    if (state !== 'ready' || caughtUpAt === null || offset > DEEPEST_ROW) return null;
    const { rows: found } = await searchPool().query(
      knownStatement(!asked || params.order === 'desc', perPage, offset),
    );
    const rows = z.array(shownSchema).parse(found).map(toRow);
    const dated = rows.every(({ updatedAt }) => updatedAt !== null);
    const known = !dated ? 'none' : asked ? 'asked' : 'newest';
    const lastPage = Math.max(1, Math.ceil(covered / perPage));
    return { rows, page, perPage, total: covered, lastPage, skipped: 0, asOf: caughtUpAt, known };
  } catch (error) {
    log().error({ event: 'directory', error: describeError(error) });
    return null;
  }
}

/** The directory's row of a customer, for while Sentinel does not answer. @returns `null` as {@link knownPage} */
export async function knownRecord(shown: ShownColumns): Promise<KnownRecord | null> {
  try {
    const { caughtUpAt } = await directoryStatus();
    return caughtUpAt === null ? null : { row: toRow(shown), asOf: caughtUpAt };
  } catch (error) {
    log().error({ event: 'directory', error: describeError(error) });
    return null;
  }
}

/** A page of all customers, by the index of their dates. */
function knownStatement(descending: boolean, limit: number, offset: number): Statement {
  const way = raw(descending ? 'DESC' : 'ASC');
  return statement(sql`SELECT ${SHOWN_COLUMNS} FROM ${TABLE}
    ORDER BY ${raw(DIRECTORY_ORDERS.updatedAt.expression)} ${way}, uuid ${way}
    LIMIT ${value(limit, 'integer')} OFFSET ${value(offset, 'integer')}`);
}

function toRow({ phone, status, unreadable, ...rest }: ShownColumns): CustomerRow {
  const odd = unreadable.length === 0 ? {} : { unreadable };
  return { ...rest, ...odd, phoneNumber: phone, status: labelStatus(status, env().SENTINEL_STATUS_LABELS) };
}
