import 'server-only';
import { REVIEW_MEASURES, type ReviewMeasure } from '../../../contracts/reviews';
import { type Recent, recent } from '../recent';
import type { Rule } from '../rule';
import type { Step } from '../step';
import { getOr } from '../usual';

const MINUTE = 60_000;
/** A caller is one customer or a few of a family, and they are opened soon after the search. */
const ASKED_FOR = 3;
const ASKED_WITHIN = 5 * MINUTE;

interface Counted {
  /** One sentence a day for each: a harvest breaks the limits of all its windows. */
  group: 'opened' | 'revealed' | 'exported';
  /** ms; `null` for the day of the office. */
  span: number | null;
  /** What the step adds; `null` when it is nothing to this measure. Different things count once within the span. */
  adds: (step: Step, fromList: boolean) => { thing: string; amount: number } | null;
}

const opened = (step: Step) => (step.kind === 'opened' ? { thing: step.customer, amount: 1 } : null);
const revealed = (step: Step) =>
  step.kind === 'revealed' ? { thing: `${step.customer} ${step.seq}`, amount: 1 } : null;

const COUNTED: Record<ReviewMeasure, Counted> = {
  'opened-minute': { group: 'opened', span: MINUTE, adds: opened },
  'opened-ten-minutes': { group: 'opened', span: 10 * MINUTE, adds: opened },
  'opened-hour': { group: 'opened', span: 60 * MINUTE, adds: opened },
  'opened-day': { group: 'opened', span: null, adds: opened },
  'from-lists-hour': {
    group: 'opened',
    span: 60 * MINUTE,
    adds: (step, fromList) => (fromList ? opened(step) : null),
  },
  'revealed-ten-minutes': { group: 'revealed', span: 10 * MINUTE, adds: revealed },
  'revealed-day': { group: 'revealed', span: null, adds: revealed },
  'exported-day': {
    group: 'exported',
    span: null,
    adds: (step) => (step.kind === 'exported' ? { thing: `file ${step.seq}`, amount: step.rows } : null),
  },
};

const DAY = 24 * 60 * MINUTE;

/** Did many times what colleagues of the role do, within a minute, ten minutes, an hour or a day. */
export const beyondPeers: Rule = ({ settings, usual }) => {
  const windows = new Map<string, { day: string; window: Recent; amount: number }>();
  const asked = new Map<string, { at: number; left: number }>();
  /** Whether a list alone has led to this opening. A search for somebody leads to a few openings, and only for a while. */
  const isFromList = (step: Step) => {
    if (step.kind === 'led' && step.asked) asked.set(step.person, { at: step.at, left: ASKED_FOR });
    if (step.kind !== 'opened') return false;
    const search = asked.get(step.person);
    if (search === undefined || search.left === 0 || step.at > search.at + ASKED_WITHIN) return true;
    search.left -= 1;
    return false;
  };
  return (step) => {
    const { person, day, at, seq } = step;
    const fromList = isFromList(step);
    for (const measure of REVIEW_MEASURES) {
      const { group, span, adds } = COUNTED[measure];
      const added = adds(step, fromList);
      if (added === null) continue;
      const held = getOr(windows, `${measure} ${person}`, () => ({ day, window: recent(span ?? DAY), amount: 0 }));
      if (span === null && held.day !== day) Object.assign(held, { day, window: recent(DAY), amount: 0 });
      const things = held.window.add(added.thing, at, seq);
      held.amount += added.amount;
      const count = group === 'exported' ? held.amount : things;
      usual.note(measure, step, day, count);
      const { limit, ...peers } = usual.limit(measure, step, day, settings.beyondPeers.measures[measure]);
      if (count <= limit) continue;
      const figures = {
        measure,
        count,
        ...(peers.usual !== null && { usual: peers.usual }),
        ...(peers.busiest !== null && { busiest: peers.busiest }),
      };
      return { key: `${person} ${day} ${group}`, person, figures, from: held.window.since(), rows: held.window.rows };
    }
    return null;
  };
};
