import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import type { ContactField } from '../../contracts/audit-values';
import type { CustomerRow } from '../../contracts/customer';
import { sameEmail } from '../../writing/contacts';
import { env } from '../env';
import { describeError, log } from '../log';
import type { SentinelCustomer, SentinelRow } from '../sentinel/public';
import { singleton } from '../singleton';
import type { ShownColumns } from './columns';
import { searchPool } from './database';
import { entryOfCustomer, entryOfRow } from './entry';
import { type KnownCustomer, rememberIdentifiers } from './identifiers';
import { directoryKeys, documentKey } from './keys';
import { mergeSeen, seenOf } from './merge';
import { readShown, writeSeen } from './store';
import { written } from './written';

/** At most so many pages of the list wait to be written. The sync brings the customers of further ones. */
const MAX_WAITING = 4;

export interface Noted {
  row: Omit<CustomerRow, 'status'> & { status: number | null };
  /** The contact fields whose value differs from the directory's until then. */
  changedContact: ContactField[];
}

/**
 * Updates a customer's row from an answer that was just shown, or from a correction, so that the next search shows it.
 * The directory is a copy, so a failed update is logged and the request goes on.
 *
 * @param readAt when the call began whose answer this is
 */
export async function noteCustomer(customer: SentinelCustomer, readAt: Date): Promise<void> {
  if (env().DIRECTORY === 'off') return;
  try {
    const known = await readShown(searchPool(), customer.uuid);
    await writeCustomer(customer, readAt, known);
  } catch (error) {
    complain(error);
  }
}

async function writeCustomer(customer: SentinelCustomer, readAt: Date, known: ShownColumns | null): Promise<boolean> {
  const refused = await writeSeen(searchPool(), [entryOfCustomer(directoryKeys(), customer, known)], readAt, true);
  tell(refused);
  return refused.length === 0;
}

/**
 * Notes an answer about a customer who was opened: the contact, and the directory's row. Nothing is written where the
 * tables say the same already, or this process wrote the same a moment ago. A failure is logged, because the answer is
 * true without it.
 *
 * @param known what the desk knew when Sentinel was asked
 */
export async function noteOpened(customer: SentinelCustomer, readAt: Date, known: KnownCustomer): Promise<void> {
  const print = written().printOf(customer);
  if (written().holds('detail', customer.uuid, print)) return;
  try {
    const { shown } = known;
    const rowChanges = shown === null || addsTo(customer, shown);
    const isKept = await Promise.all([
      isRemembered(customer, known) ? true : rememberIdentifiers([customer]).then(() => true),
      env().DIRECTORY === 'off' || (!rowChanges && holdsNumbers(customer, known))
        ? true
        : writeCustomer(customer, readAt, shown),
    ]);
    if (isKept.every(Boolean)) written().add('detail', customer.uuid, print, rowChanges);
  } catch (error) {
    complain(error);
  }
}

/** Whether the last answer's contact is this one, and need not be written again. */
function isRemembered(customer: SentinelCustomer, { remembered }: KnownCustomer): boolean {
  return remembered?.email === customer.email && remembered.phoneNumber === customer.phoneNumber;
}

/** Whether the directory's row has each document number of the answer, and need not be written again. */
function holdsNumbers({ documents }: SentinelCustomer, { documentKeys }: KnownCustomer): boolean {
  if (documentKeys === null) return false;
  const keys = directoryKeys();
  return documents.every(({ number }) => {
    const key = number === null ? null : documentKey(keys, number);
    return key === null || documentKeys.includes(key);
  });
}

/** Whether an answer about a customer changes the directory's row. */
function addsTo(customer: SentinelCustomer, known: ShownColumns): boolean {
  const { row } = mergedWith(customer, known);
  const { phone, unreadable, ...same } = known;
  return !isDeepStrictEqual({ unreadable: [], ...row }, { ...same, phoneNumber: phone, unreadable });
}

/** What the directory says of a customer once an answer about this customer is in it. */
export function mergedWith(customer: SentinelCustomer, known: ShownColumns): Noted {
  const row = { ...mergeSeen(seenOf(customer), known), expiredDocuments: known.expiredDocuments };
  return { row, changedContact: changedContact(customer, known) };
}

/** A field that either side leaves out tells no change. Two writings of one address are one address. */
function changedContact({ email, phoneNumber }: SentinelCustomer, known: ShownColumns): ContactField[] {
  const isOtherEmail = email !== null && known.email !== null && !sameEmail(email, known.email);
  const isOtherPhone = phoneNumber !== null && known.phone !== null && phoneNumber !== known.phone;
  return [...(isOtherEmail ? (['email'] as const) : []), ...(isOtherPhone ? (['phoneNumber'] as const) : [])];
}

/**
 * Notes the rows of a page of the list: their contacts, for which the returned promise waits, and the directory's rows, in
 * the background. Rows that this process wrote a moment ago cost nothing. A failure is logged, because the list is true
 * without it.
 */
export async function noteRows(rows: readonly SentinelRow[], readAt: Date): Promise<void> {
  const news = rows
    .map((row) => ({ row, print: written().printOf(row) }))
    .filter(({ row, print }) => !written().holds('list', row.uuid, print));
  if (news.length === 0) return;
  const remembered = rememberIdentifiers(news.map(({ row }) => row)).then(() => true, complain);
  const kept = keepRows(
    news.map(({ row }) => row),
    readAt,
  );
  void Promise.all([remembered, kept]).then(([areRemembered, refused]) => {
    if (!areRemembered || refused === undefined) return;
    for (const { row, print } of news) if (!refused.includes(row.uuid)) written().add('list', row.uuid, print, true);
  });
  await remembered;
}

/** @returns the uuids that Postgres refused; `undefined` when the rows were not written */
async function keepRows(rows: readonly SentinelRow[], readAt: Date): Promise<readonly string[] | undefined> {
  if (env().DIRECTORY === 'off') return [];
  const notes = singleton('directory-notes', () => ({ waiting: 0 }));
  if (notes.waiting >= MAX_WAITING) return undefined;
  notes.waiting += 1;
  try {
    const keys = directoryKeys();
    const refused = await writeSeen(
      searchPool(),
      rows.map((row) => entryOfRow(keys, row)),
      readAt,
      false,
    );
    tell(refused);
    return refused;
  } catch (error) {
    complain(error);
    return undefined;
  } finally {
    notes.waiting -= 1;
  }
}

/** Logs the customers whom Postgres refused. */
function tell(refused: readonly string[]): void {
  for (const uuid of refused) log().warn({ event: 'directory', skipped: uuid });
}

function complain(error: unknown): undefined {
  log().error({ event: 'directory', error: describeError(error) });
}
