import 'server-only';
import { BOM, csvLine } from '../csv';
import { type StoredRow, toEvent } from './row';

/** A file of events, in parts: `head`, any number of `lines`, `tail`. */
export interface EventsFile {
  head: Buffer;
  lines(rows: readonly StoredRow[]): Buffer;
  /** The digest is the SHA-256, in hexadecimal, of all bytes before the tail. */
  tail(whole: { rows: number; digest: string }): Buffer;
}

const COLUMNS = [
  'seq',
  'at_utc',
  'actor_id',
  'actor_email',
  'actor_role',
  'session_id',
  'request_id',
  'address',
  'action',
  'customer',
  'phase',
  'intent_seq',
  'outcome',
  'detail',
  'hash',
];

/**
 * The two formats of an export. Each event carries its hash, by which it can be found in the chain.
 *
 * Moments are in UTC, which each of them and the CSV's header says: the file is compared with other logs.
 *
 * - `jsonl`: an object a line; the last one is `{"rows":2,"sha256":"…"}`.
 * - `csv`: RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it; the last row is `rows,2,sha256,…`.
 *   A cell that begins like a formula gets an apostrophe in front, because a spreadsheet would run it. An e-mail may
 *   begin so.
 */
export function bytesAs(format: 'jsonl' | 'csv'): EventsFile {
  return format === 'jsonl' ? JSONL : CSV;
}

const JSONL: EventsFile = {
  head: Buffer.alloc(0),
  lines: (rows) =>
    Buffer.from(rows.map((row) => `${JSON.stringify({ ...toEvent(row), hash: row.hash.toString('hex') })}\n`).join('')),
  tail: ({ rows, digest }) => Buffer.from(`${JSON.stringify({ rows, sha256: digest })}\n`),
};

const CSV: EventsFile = {
  head: Buffer.from(BOM + csvRow(COLUMNS)),
  lines: (rows) => Buffer.from(rows.map((row) => csvRow(cellsOf(row))).join('')),
  tail: ({ rows, digest }) => Buffer.from(csvRow(['rows', rows, 'sha256', digest])),
};

function cellsOf(row: StoredRow): (string | number | null)[] {
  const { actor, detail, ...event } = toEvent(row);
  return [
    event.seq,
    event.at,
    actor.id,
    actor.email,
    actor.role,
    event.sessionId,
    event.requestId,
    event.address,
    event.action,
    event.customer,
    event.phase,
    event.intentSeq,
    event.outcome,
    JSON.stringify(detail),
    row.hash.toString('hex'),
  ];
}

function csvRow(cells: readonly (string | number | null)[]): string {
  return csvLine(cells.map((cell) => String(cell ?? '')));
}
