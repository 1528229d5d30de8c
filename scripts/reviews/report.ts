import { REVIEW_RULES } from '@/lib/contracts/reviews';
import type { ReviewSettings } from '@/lib/server/review-settings';
import { formatCount } from '@/lib/words/numbers';
import { SHAPES } from './harvest.ts';
import { type Named, ordinaryQuarter, replayHarvests } from './simulate.ts';

/** What the simulations must show: false sentences of 100 person-days at the most, records and minutes to a name. */
export const BOUNDS = { false: 1, record: 30, minutes: 10 } as const;

/** Whether a harvest was named as its shape demands. */
export function isNamed({ shape, record, minutes }: Named): boolean {
  if (shape.bound === 'none') return true;
  if (record === null || minutes === null || record >= BOUNDS.record) return false;
  return shape.bound === 'record' || minutes <= BOUNDS.minutes;
}

/** The figures of both simulations, line by line, and whether they are within the {@link BOUNDS}. */
export function simulationReport(
  settings: ReviewSettings,
  seeds: readonly number[],
): { lines: string[]; isGood: boolean } {
  const lines: string[] = [];
  let isGood = true;
  for (const seed of seeds) {
    const quarter = ordinaryQuarter(settings, seed);
    const { personDays, events, findings, byRule, per100 } = quarter;
    lines.push(
      `Seed ${seed}. An ordinary quarter: ${formatCount(personDays)} person-days, ${formatCount(events)} events, ` +
        `${findings.length} false sentences: ${per100.toFixed(2)} of 100 person-days.`,
    );
    for (const rule of REVIEW_RULES) lines.push(`  ${String(byRule.get(rule) ?? 0).padStart(4)}  ${rule}`);
    lines.push('Harvests in it, named at their record, after minutes, by rule:');
    const { named } = replayHarvests(settings, seed, SHAPES);
    for (const one of named) {
      const { shape, record, minutes, rule } = one;
      const told =
        record === null ? 'not named in three days' : `record ${record}, ${minutes?.toFixed(1)} min, ${rule}`;
      lines.push(`  ${isNamed(one) ? ' ' : '!'} ${shape.name} (${shape.role}): ${told}`);
    }
    isGood &&= per100 <= BOUNDS.false && named.every(isNamed);
  }
  return { lines, isGood };
}
