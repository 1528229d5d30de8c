import 'server-only';
import type { Rule } from '../rule';

const HOUR = 3_600_000;

/**
 * Corrected a contact, and a verification link for the customer followed within the hours, without a second person who
 * agreed to the link. This is how an account is handed over, and the person who made the link is the subject.
 */
export const linkAfterCorrection: Rule = ({ settings }) => {
  const within = settings.linkAfterCorrection.hours * HOUR;
  const corrected = new Map<string, { at: number; seq: number }>();
  return (step) => {
    if (step.kind === 'corrected') {
      for (const [old, { at }] of corrected) {
        if (at > step.at - within) break;
        corrected.delete(old);
      }
      corrected.delete(step.customer);
      corrected.set(step.customer, { at: step.at, seq: step.seq });
    }
    if (step.kind !== 'linked' || step.approved) return null;
    const change = corrected.get(step.customer);
    if (change === undefined || change.at <= step.at - within) return null;
    return {
      key: `${step.person} ${change.seq}`,
      person: step.person,
      figures: { count: Math.max(1, Math.ceil((step.at - change.at) / 60_000)) },
      from: change.at,
      rows: () => [change.seq, step.seq],
    };
  };
};
