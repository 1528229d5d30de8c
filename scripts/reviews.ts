import type { PersonName } from '@/lib/contracts/people';
import { REVIEW_RULES } from '@/lib/contracts/reviews';
import { listPeople } from '@/lib/server/auth/people';
import { openDatabase } from '@/lib/server/db/client';
import { type ReviewSettings, readReviewSettings } from '@/lib/server/review-settings';
import { findingsUntil, judgingFrom } from '@/lib/server/reviews/dry-run';
import type { Finding } from '@/lib/server/reviews/judge';
import { officeClock } from '@/lib/server/reviews/office';
import { lastPlace } from '@/lib/server/reviews/trail-events';
import { eventNumber } from '@/lib/words/audit';
import { formatMoment } from '@/lib/words/format';
import { RULE_LABELS, reviewSentence } from '@/lib/words/reviews';
import { addDays } from '@/lib/writing/days';
import { UsageError } from './accounts/arguments.ts';
import { findDatabase } from './accounts/database.ts';
import { explain, Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { parseRequest, USAGE } from './reviews/arguments.ts';
import { simulationReport } from './reviews/report.ts';
import { loadDotEnv } from './stack/settings.ts';

await runProgram(async () => {
  try {
    const request = parseRequest(process.argv.slice(2));
    if (request === 'help') {
      console.log(USAGE);
      return 0;
    }
    loadDotEnv();
    const settings = settingsOf(process.env.REVIEWS);
    if (request.action === 'since') {
      await dryRun(settings, request);
      return 0;
    }
    const { lines, isGood } = simulationReport(settings, request.seeds);
    for (const line of lines) console.log(line);
    return isGood ? 0 : 1;
  } catch (error) {
    console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : explain(error));
    return 2;
  }
});

/** The desk's own settings. A desk that has switched the reviews off may still ask what they would say. */
function settingsOf(text: string | undefined): ReviewSettings {
  const settings = readReviewSettings(!text || text === 'off' ? '{}' : text);
  if (Array.isArray(settings)) throw new Problem(`REVIEWS ${settings.join('; ')}.`);
  return settings;
}

/** Prints what would have been said, oldest first, and how often each rule spoke. Writes nothing. */
async function dryRun(settings: ReviewSettings, { days, rows }: { days: number; rows: number }): Promise<void> {
  const found = await findDatabase();
  if (found.note) console.error(found.note);
  const { db, pool, close } = openDatabase(found.url);
  try {
    await pool.query('SELECT 1').catch((cause: unknown) => {
      throw new Problem('The database cannot be reached: does it run, and is DATABASE_URL right?', { cause });
    });
    const people = new Map((await listPeople(db)).map((person) => [person.id, person]));
    const today = officeClock(settings.timeZone)(Date.now()).day;
    const judging = await judgingFrom(pool, settings, addDays(today, -days));
    const said = new Map<string, number>();
    for await (const findings of findingsUntil(pool, judging, await lastPlace(pool))) {
      for (const finding of findings) {
        said.set(finding.rule, (said.get(finding.rule) ?? 0) + 1);
        console.log(lineOf(finding, people, settings.timeZone, rows));
      }
    }
    const totals = REVIEW_RULES.filter((rule) => said.has(rule)).map(
      (rule) => `  ${said.get(rule)}  ${RULE_LABELS[rule]}`,
    );
    console.log(totals.length === 0 ? 'No rule would have said anything.' : `\n${totals.join('\n')}`);
  } finally {
    await close();
  }
}

function lineOf(
  { rule, person, figures, until, events }: Finding,
  people: ReadonlyMap<string, PersonName>,
  zone: string,
  rows: number,
) {
  const name = person === null ? null : (people.get(person) ?? null);
  const sentence = reviewSentence({ rule, person: { name }, figures });
  const at = formatMoment(new Date(until).toISOString(), zone);
  return `${at}  ${sentence}  ${events.slice(0, rows).map(eventNumber).join(' ')}`;
}
