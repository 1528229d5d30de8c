import fs from 'node:fs';
import { inProject } from '../process/project.ts';
import { EQUIVALENTS } from './equivalents.ts';
import { ROOMS, rulesOf } from './rules.ts';

/** What became of the faults that were put into one file. */
export interface FileSummary {
  mutants: number;
  /** Faults that made a test fail, or a test run for ever. */
  killed: number;
  /** Faults that change nothing that a test could see: named, with the reason, in `equivalents.ts`. */
  equivalent: number;
  /** The first line of every other fault that stayed green, as the fault left the line. */
  survivors: string[];
}

export type Summary = Record<string, FileSummary>;

/** A mutation report, as far as we read it (`mutation-testing-report-schema`). */
export interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  status: string;
  replacement?: string;
  location: { start: Position; end: Position };
}

interface Position {
  line: number;
  column: number;
}

const SUMMARY = inProject('docs', 'mutants.json');

export function readSummary(): Summary {
  return fs.existsSync(SUMMARY) ? JSON.parse(fs.readFileSync(SUMMARY, 'utf8')) : {};
}

export function writeSummary(summary: Summary): void {
  const files = Object.entries(summary).sort(([a], [b]) => (a < b ? -1 : 1));
  fs.writeFileSync(SUMMARY, `${JSON.stringify(Object.fromEntries(files), null, 2)}\n`);
}

export function summarise(report: Report): Summary {
  return Object.fromEntries(
    Object.entries(report.files).map(([file, { source, mutants }]) => {
      // A mutant that does not even start (a syntax error, say) proves nothing.
      const tried = mutants.filter(({ status }) => /^(Killed|Timeout|Survived|NoCoverage)$/.test(status));
      const green = tried.filter(({ status }) => /^(Survived|NoCoverage)$/.test(status));
      const lines = green.map((mutant) => lineOf(source, mutant)).sort();
      const survivors = without(lines, EQUIVALENTS[file]?.flatMap(({ faults }) => faults) ?? []);
      const killed = tried.length - green.length;
      return [file, { mutants: tried.length, killed, equivalent: lines.length - survivors.length, survivors }];
    }),
  );
}

/** Per cent of the faults that the tests of a room saw, without the equivalent ones; 100 where there are none. */
export function killRate(summary: Summary, room: string): number {
  const files = rulesOf(room).map((file) => summary[file]);
  const killed = files.reduce((sum, file) => sum + (file?.killed ?? 0), 0);
  const real = files.reduce((sum, file) => sum + (file ? file.mutants - file.equivalent : 0), 0);
  return real === 0 ? 100 : (100 * killed) / real;
}

/** A line for every room that stays below its floor. */
export function belowFloor(summary: Summary): string[] {
  return ROOMS.filter(({ name, floor }) => killRate(summary, name) < floor).map(
    ({ name, floor }) => `${name}: ${killRate(summary, name).toFixed(1)} % of the faults were seen, not ${floor} %`,
  );
}

/** The lines without the known ones. Each known line takes one away, so that it hides no second fault of that look. */
function without(lines: readonly string[], known: readonly string[]): string[] {
  const rest = [...known];
  return lines.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** The line in which a fault begins, with the fault in it. */
function lineOf(source: string, { location: { start, end }, replacement = '' }: Mutant): string {
  const lines = source.split('\n');
  const head = lines[start.line - 1]?.slice(0, start.column - 1) ?? '';
  const tail = lines[end.line - 1]?.slice(end.column - 1) ?? '';
  return `${head}${replacement}${tail}`.trim().replace(/\s*\n\s*/g, ' ');
}
