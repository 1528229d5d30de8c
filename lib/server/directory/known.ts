import 'server-only';
import * as z from 'zod';
import type { CustomerPage, CustomerRow, KnownRecord } from '../../contracts/customer';
import type { ListParams } from '../../contracts/list-params';
import { fullName } from '../../writing/names';
import { customerKey, readUuid } from '../../writing/uuids';
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

/**
 * The names of customers, by {@link customerKey}: one statement by the keys of the table. The audit trail holds uuids in
 * lower case, and the directory holds them as Sentinel writes them.
 *
 * @param uuids those of one page
 * @returns no entry for a customer without a name or whom the directory doesn't hold; nothing as {@link knownPage}
 */
export async function customerNames(uuids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (uuids.length === 0 || env().DIRECTORY === 'off') return new Map();
  try {
    const { rows } = await searchPool().query({ name: 'customer-names', ...namesStatement(uuids) });
    return namesByKey(rows);
  } catch (error) {
    log().error({ event: 'directory', error: describeError(error) });
    return new Map();
  }
}

const nameSchema = z.object({ uuid: z.string(), name: z.string().nullable(), surname: z.string().nullable() });

/**
 * The answer of {@link namesStatement}. A key that two customers have names neither: no name is better than another
 * person's. Exported for the test against a real Postgres.
 */
export function namesByKey(rows: readonly unknown[]): ReadonlyMap<string, string> {
  const named = new Map<string, string | null>();
  for (const one of z.array(nameSchema).parse(rows)) {
    const key = customerKey(one.uuid);
    named.set(key, named.has(key) ? null : fullName(one));
  }
  return new Map([...named].flatMap(([key, name]) => (name === null ? [] : [[key, name] as const])));
}

/** The customers with these keys. Only a uuid is looked for in other cases. */
export function namesStatement(keys: readonly string[]): Statement {
  const uuids = keys.map(readUuid).filter((uuid) => uuid !== null);
  const lower = value([...new Set(uuids)], 'text[]');
  const asTheyCame = value([...new Set([...keys, ...uuids])], 'text[]');
  return statement(sql`SELECT uuid, name, surname FROM ${TABLE} WHERE uuid = ANY(${asTheyCame})
    UNION SELECT uuid, name, surname FROM ${TABLE} WHERE uuid <> lower(uuid) AND lower(uuid) = ANY(${lower})`);
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
