import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { LastLink } from '../../contracts/expiring';
import { accounts, auditEvents, type Database } from '../db/public';
import { customerRef } from './customer-ref';
import type { KeyRing } from './keys';

const linkSchema = z.object({ customer: z.string(), by: z.string().nullable(), at: z.string() });

/**
 * The last verification link of each of these customers: who created it, and when.
 *
 * @param customers uuids; one page of a list
 * @returns links by uuid. A customer whose links were all refused, or whose outcome nobody knows, has none
 */
export async function readLastLinks(
  db: Pick<Database, 'execute'>,
  keys: KeyRing,
  customers: readonly string[],
): Promise<ReadonlyMap<string, LastLink>> {
  if (customers.length === 0) return new Map();
  const refs = new Map(customers.flatMap((uuid) => keys.all.map((key) => [customerRef(key, uuid), uuid] as const)));
  const { rows } = await db.execute(lastLinksQuery([...refs.keys()]));
  const links = new Map<string, LastLink>();
  for (const { customer, by, at } of z.array(linkSchema).parse(rows)) {
    const uuid = refs.get(customer);
    if (uuid === undefined || (links.get(uuid)?.at ?? '') > at) continue;
    links.set(uuid, { by, at });
  }
  return links;
}

/**
 * One row per customer, each read by the newest entry of the index `audit_events_links`, whose condition stands here in
 * the index's own words. Exported for the test that reads its plan.
 */
export function lastLinksQuery(refs: readonly string[]): SQL {
  return sql`
    SELECT asked.customer, coalesce(${accounts}.name, link.actor_email) AS by,
      to_char(link.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
    FROM unnest(${sql.param(refs)}::text[]) AS asked(customer)
    CROSS JOIN LATERAL (
      SELECT at, actor_id, actor_email FROM ${auditEvents}
      WHERE customer = asked.customer AND action = 'customer.link-created' AND outcome = 'success'
      ORDER BY seq DESC NULLS LAST LIMIT 1) AS link
    LEFT JOIN ${accounts} ON ${accounts}.id = link.actor_id`;
}
