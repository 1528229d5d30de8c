import { asOwner } from '../desk/as-owner';
import type { TestStack } from '../desk/stack';

/** Two rows each of what a young desk has none of: decided requests, reviews and alerts. Once for each stack. */
export async function makeRows(stack: TestStack, customer: string): Promise<void> {
  await asOwner(stack, async (query) => {
    const accounts = await query('SELECT id FROM accounts WHERE role = ANY($1)', [['support', 'compliance']]);
    const [maker, decider] = accounts.map(({ id }) => id);
    const [known] = await query("SELECT 1 FROM review_findings WHERE key LIKE 'made-up-%'");
    if (known !== undefined) return;
    for (const [turn, rule] of [
      ['first', 'at-night'],
      ['second', 'link-after-correction'],
    ]) {
      await query(
        `INSERT INTO approvals (kind, reason, customer, maker_id, state, fingerprint, caller_check, lapses_at, decided_by, decided_at, word)
         VALUES ('correction', 'both-contacts', $1, $2, 'declined', $3, 'off', now(), $4, now(), 'The caller is not the customer')`,
        [customer, maker, turn, decider],
      );
      await query(
        `INSERT INTO review_findings (key, rule, person, first_at, spoke_at, figures, events, rows)
         VALUES ($1, $2, $3, now(), now(), '{"count":9}', '{1,2,3,4,5,6,7,8,9}', 9)`,
        [`made-up-${turn}`, rule, maker],
      );
      await query(`INSERT INTO alerts (kind, facts) VALUES ('test', json_build_object('account', $1::text))`, [maker]);
    }
  });
}
