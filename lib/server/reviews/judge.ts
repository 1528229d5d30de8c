import 'server-only';
import type { ReviewFigures, ReviewRule } from '../../contracts/reviews';
import { addDays } from '../../writing/days';
import type { ReviewSettings } from '../review-settings';
import { officeClock } from './office';
import type { Facts, Rule } from './rule';
import { atNight } from './rules/at-night';
import { beyondPeers } from './rules/beyond-peers';
import { deskBeyondUsual } from './rules/desk-beyond-usual';
import { idleReveals } from './rules/idle-reveals';
import { linkAfterCorrection } from './rules/link-after-correction';
import { newPlace } from './rules/new-place';
import { notLed } from './rules/not-led';
import { oneNationality } from './rules/one-nationality';
import { ownSurname } from './rules/own-surname';
import { deedOf, type Step, type TrailEvent } from './step';
import { usual } from './usual';

const RULES: Record<ReviewRule, Rule> = {
  'own-surname': ownSurname,
  'not-led': notLed,
  'beyond-peers': beyondPeers,
  'idle-reveals': idleReveals,
  'one-nationality': oneNationality,
  'at-night': atNight,
  'desk-beyond-usual': deskBeyondUsual,
  'link-after-correction': linkAfterCorrection,
  'new-place': newPlace,
};

/** A sentence names this many of its rows. */
const MOST_ROWS = 100;

/** A sentence that a rule says for the first time. */
export interface Finding {
  /** One finding for each key, for ever: judging the same events again finds the same keys. */
  key: string;
  rule: ReviewRule;
  person: string | null;
  /** When the first row and the row that made the rule speak were written, ms. */
  from: number;
  until: number;
  /** The number of the row that made the rule speak. */
  spokeAt: number;
  figures: ReviewFigures;
  events: number[];
  rows: number;
}

export interface Judge {
  /** Judges the next event of the trail. Events come in the order of their numbers, and each once. */
  take(event: TrailEvent): Finding[];
}

/**
 * Judges events by every rule that is on. The same code judges live, at night, in a dry run and in the simulations: only
 * events, facts and settings count, never the clock of the process. A rule needs the events of `usualDays` before the
 * first one that is to be judged.
 */
export function createJudge(settings: ReviewSettings, facts: Facts): Judge {
  const clock = officeClock(settings.timeZone);
  const desk = { settings, facts, usual: usual(settings) };
  const rules = Object.entries(RULES) as [ReviewRule, Rule][];
  const watchers = rules.filter(([id]) => !settings.off.includes(id)).map(([id, rule]) => ({ id, watch: rule(desk) }));
  const said = new Map<string, string>();
  let today = '';

  const begin = (day: string) => {
    today = day;
    desk.usual.forgetBefore(addDays(day, -settings.usualDays));
    // A night, or a span of hours, may reach into the day after it.
    for (const [key, then] of said) if (then < addDays(day, -settings.usualDays)) said.delete(key);
  };

  return {
    take(event) {
      const deed = deedOf(event);
      if (deed === null || event.person === null || event.role === null) return [];
      const { day, hour } = clock(event.at);
      if (day > today) begin(day);
      const { at, person, role, session, address } = event;
      const step: Step = { ...deed, seq: event.intentSeq ?? event.seq, at, person, role, session, address, day, hour };
      const found: Finding[] = [];
      for (const { id, watch } of watchers) {
        const one = watch(step);
        if (one === null) continue;
        const key = `${id} ${one.key}`;
        if (said.has(key)) continue;
        said.set(key, day);
        const rows = one.rows();
        const { person, figures, from } = one;
        const events = rows.slice(0, MOST_ROWS);
        found.push({ key, rule: id, person, from, until: at, spokeAt: event.seq, figures, events, rows: rows.length });
      }
      return found;
    },
  };
}
