import 'server-only';
import { can, isRole } from '../../../access';
import type { Rule } from '../rule';
import { getOr } from '../usual';

const MINUTE = 60_000;

interface Waiting {
  at: number;
  seq: number;
  person: string;
  role: string;
  day: string;
  customer: string;
}

/**
 * Revealed documents or hidden fields of customers for whom nobody then did anything: no correction, no link. Roles that
 * correct no contact look at evidence to judge it, and a judgement leaves nothing in the trail: a link now and then does
 * not change that. The rule leaves them to `beyond-peers`.
 */
export const idleReveals: Rule = ({ settings, usual }) => {
  const { minutes, least, atFirst } = settings.idleReveals;
  /** Reveals whose minutes are not over, oldest first; one for each person and customer. */
  const waiting = new Map<string, Waiting>();
  const idle = new Map<string, { day: string; rows: { seq: number; at: number }[] }>();
  return (step) => {
    if (step.kind === 'corrected' || step.kind === 'linked') {
      for (const [key, { customer }] of waiting) if (customer === step.customer) waiting.delete(key);
    }
    let said: ReturnType<ReturnType<Rule>> = null;
    for (const [key, one] of waiting) {
      if (one.at > step.at - minutes * MINUTE) break;
      waiting.delete(key);
      const mine = getOr(idle, one.person, () => ({ day: one.day, rows: [] }));
      if (mine.day !== one.day) Object.assign(mine, { day: one.day, rows: [] });
      mine.rows.push({ seq: one.seq, at: one.at });
      const count = mine.rows.length;
      usual.note('idle-reveals', one, one.day, count);
      const { limit, usual: others } = usual.limit('idle-reveals', one, one.day, { least, atFirst, against: 'most' });
      if (count <= limit) continue;
      said = {
        key: `${one.person} ${one.day}`,
        person: one.person,
        figures: { count, ...(others !== null && { usual: others }) },
        from: mine.rows[0]?.at ?? one.at,
        rows: () => mine.rows.map(({ seq }) => seq),
      };
    }
    if (step.kind === 'revealed' && servesCallers(step.role)) {
      const key = `${step.person} ${step.customer}`;
      if (!waiting.has(key)) waiting.set(key, step);
    }
    return said;
  };
};

function servesCallers(role: string): boolean {
  return isRole(role) && can({ role }, 'contact:edit');
}
