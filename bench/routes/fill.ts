import pg from 'pg';

/** The stack's three people, by role. */
export interface Accounts {
  compliance: string;
  support: string;
  admin: string;
}

export interface Filled {
  accounts: Accounts;
  /** Somebody whom a fiftieth of all events is about. */
  busyCustomer: string;
  /** Customers whom the trail names, and whom the compliance officer has opened. */
  customers: string[];
}

/** So many customers are those of the trail and the notes. */
const NAMED = 100_000;
/** So many of them are asked about. */
const ASKED = 1_000;
const MENTIONS = 2_000;
const MARKS = 20_000;

/**
 * What people leave behind in years, written by the owner of the tables: events of the trail, notes with mentions, and
 * marks. The events follow the chain's last one by number, so that the desk goes on writing; they are no chain.
 *
 * A tenth of all events is of the support agent (100,000 of a million): openings, and 50 reveals. A tenth is of the
 * admin, who read the trail and opened 50 customers. All other events are of people without an account.
 *
 * Of a database that has them already, tells what is in it.
 */
export async function fillRecords(ownerUrl: string, events: number): Promise<Filled> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows: people } = await client.query<{ role: keyof Accounts; id: string }>('SELECT role, id FROM accounts');
  const accounts = Object.fromEntries(people.map(({ role, id }) => [role, id])) as unknown as Accounts;
  await client.query(`CREATE TEMP TABLE named AS SELECT row_number() OVER () - 1 AS place, uuid
    FROM (SELECT uuid FROM directory_customers ORDER BY md5(uuid) LIMIT ${NAMED}) AS chosen`);
  await client.query('CREATE UNIQUE INDEX ON named (place)');
  await client.query('ANALYZE named');
  const { rows: customers } = await client.query<{ uuid: string }>(
    `SELECT uuid FROM named ORDER BY place LIMIT ${ASKED}`,
  );
  const busyCustomer = customers[0]?.uuid ?? '';
  const found = { accounts, busyCustomer, customers: customers.map(({ uuid }) => uuid) };
  if ((await client.query("SELECT FROM audit_events WHERE key_id = 'bench' LIMIT 1")).rows.length > 0) {
    await client.end();
    return found;
  }
  await fillTrail(client, events, accounts, busyCustomer);
  await fillNotes(client, accounts);
  await client.query(
    `INSERT INTO expiring_marks (customer, document_type, account_id, for_all, last_day)
    SELECT uuid, 'passport', $1, n % 2 = 0, passport_expiry FROM (
      SELECT uuid, passport_expiry, row_number() OVER (ORDER BY abs(passport_expiry - current_date), uuid) AS n
      FROM directory_customers WHERE passport_expiry IS NOT NULL) AS near
    WHERE n <= $2 AND n % 4 <> 0`,
    [accounts.compliance, MARKS],
  );
  await client.query('VACUUM ANALYZE audit_events');
  for (const table of ['customer_notes', 'note_mentions', 'expiring_marks']) await client.query(`ANALYZE ${table}`);
  await client.end();
  return found;
}

/** Events in pairs: an intent with its outcome, or two events that have no intent. */
async function fillTrail(client: pg.Client, events: number, accounts: Accounts, busyCustomer: string): Promise<void> {
  await client.query('BEGIN; ALTER TABLE audit_events DISABLE TRIGGER audit_events_follow_rows');
  await client.query('LOCK TABLE audit_events');
  await client.query(
    `INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, action, customer, phase, intent_seq, outcome,
      detail, key_id, prev_hash, hash)
    SELECT head + n, now() - ($1 - n) * interval '30 seconds', actor, role || '@desk.example', role, action,
      CASE WHEN action NOT LIKE 'customer.%' THEN NULL WHEN pair % 50 = 7 THEN $2 ELSE named.uuid END,
      CASE WHEN paired AND n % 2 = 1 THEN 'intent' ELSE 'outcome' END,
      CASE WHEN paired AND n % 2 = 0 THEN head + n - 1 END,
      CASE WHEN NOT paired OR n % 2 = 0 THEN 'success' END,
      CASE action WHEN 'customers.searched' THEN '{"terms":[],"filters":["status"],"found":50}'
        WHEN 'audit.read' THEN '{"filters":[]}'
        WHEN 'customer.images-revealed' THEN CASE WHEN n % 2 = 1 THEN '{"optimized":true}'
          ELSE '{"optimized":true,"images":[],"withheld":[],"bytes":0}' END
        WHEN 'customer.link-created' THEN CASE WHEN n % 2 = 1 THEN '{"documents":[]}' ELSE '{}' END
        ELSE '{}' END,
      'bench', sha256(('bench ' || n)::bytea), sha256(('bench ' || n + 1)::bytea)
    FROM (
      SELECT n, pair, head, action, action IN ('customer.opened', 'customer.images-revealed', 'customer.link-created') AS paired,
        CASE kind WHEN 0 THEN $3::uuid WHEN 1 THEN $4::uuid
          ELSE ('00000000-0000-4000-8000-' || lpad((pair % 40)::text, 12, '0'))::uuid END AS actor,
        CASE kind WHEN 0 THEN 'support' WHEN 1 THEN 'admin' ELSE 'compliance' END AS role
      FROM (
        SELECT n, pair, kind, (SELECT max(seq) FROM audit_events) AS head,
          CASE WHEN kind = 0 AND pair % 10000 = 0 THEN 'customer.images-revealed'
            WHEN kind = 1 AND pair % 10000 <> 1 THEN 'audit.read'
            WHEN kind IN (2, 3, 4) THEN 'customers.searched'
            WHEN kind = 5 THEN 'customer.images-revealed'
            WHEN kind = 6 THEN 'customer.link-created' ELSE 'customer.opened' END AS action
        FROM (SELECT n, (n - 1) / 2 AS pair, ((n - 1) / 2 % 10)::int AS kind
          FROM generate_series(1::bigint, $1::bigint) AS n) AS numbered) AS kinds) AS events
    LEFT JOIN named ON named.place = (pair * 7919) % (SELECT count(*) FROM named)
    ORDER BY n`,
    [events, busyCustomer, accounts.support, accounts.admin],
  );
  // The compliance officer has just opened the customers whom the questions are about.
  await client.query(
    `INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, action, customer, phase, outcome, detail, key_id,
      prev_hash, hash)
    SELECT (SELECT max(seq) FROM audit_events) + place + 1, now(), $1, 'compliance@desk.example', 'compliance',
      'customer.opened', uuid, 'outcome', 'success', '{}', 'bench', sha256(('opened ' || place)::bytea),
      sha256(('opened ' || place + 1)::bytea)
    FROM named WHERE place < ${ASKED} ORDER BY place`,
    [accounts.compliance],
  );
  await client.query('ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_follow_rows; COMMIT');
}

/** A note for every fourth customer, and mentions of the compliance officer. */
async function fillNotes(client: pg.Client, accounts: Accounts): Promise<void> {
  await client.query(
    `INSERT INTO customer_notes (id, customer, author, text, written_at)
    SELECT gen_random_uuid(), lower(uuid), $1, 'Asked for a newer passport; the customer calls back.',
      now() - random() * interval '300 days'
    FROM directory_customers WHERE hashtext(uuid) % 4 = 0 OR uuid IN (SELECT uuid FROM named WHERE place < ${ASKED})`,
    [accounts.support],
  );
  await client.query(
    `INSERT INTO note_mentions (note_id, account_id, at, seen_at)
    SELECT id, $1, written_at, CASE WHEN random() < 0.9 THEN written_at END FROM customer_notes
    ORDER BY written_at DESC LIMIT $2`,
    [accounts.compliance, MENTIONS],
  );
  await client.query(
    'UPDATE accounts SET mentions = (SELECT count(*) FROM note_mentions WHERE account_id = id AND seen_at IS NULL)',
  );
}
