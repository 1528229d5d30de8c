import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { DeskError } from '../desk-error';
import type { DirectoryKeys } from './keys';

/** A place in a result: the sort key of the last row, as text, and the row's uuid. */
export interface Place {
  key: string;
  uuid: string;
  /** Whether the row is among those that only sound alike, which stand behind all others. */
  alike?: boolean;
}

const MAC_BYTES = 12;
const placeSchema = z.tuple([z.string(), z.string(), z.boolean()]);

/**
 * A place as an opaque text, signed together with its query. A cursor of another query, or an invented one, is refused;
 * without the signature it would give rows that belong to no page.
 */
export function writeCursor(keys: DirectoryKeys, query: unknown, { key, uuid, alike = false }: Place): string {
  const payload = Buffer.from(JSON.stringify([key, uuid, alike]));
  return Buffer.concat([macOf(keys, query, payload), payload]).toString('base64url');
}

/** @throws DeskError `invalid_request` */
export function readCursor(keys: DirectoryKeys, query: unknown, cursor: string): Place {
  const bytes = Buffer.from(cursor, 'base64url');
  const [mac, payload] = [bytes.subarray(0, MAC_BYTES), bytes.subarray(MAC_BYTES)];
  if (mac.length !== MAC_BYTES || !timingSafeEqual(mac, macOf(keys, query, payload))) {
    throw new DeskError('invalid_request', undefined, { fields: { cursor: { code: 'foreign_cursor' } } });
  }
  const [key, uuid, alike] = placeSchema.parse(JSON.parse(payload.toString()));
  return { key, uuid, alike };
}

function macOf(keys: DirectoryKeys, query: unknown, payload: Buffer): Buffer {
  const about = JSON.stringify(query);
  return createHmac('sha256', keys.cursors)
    .update(`${about.length} ${about} `)
    .update(payload)
    .digest()
    .subarray(0, MAC_BYTES);
}
