import fs from 'node:fs';
import { inProject } from '../../scripts/process/project.ts';
import { FIGURES, type FigureId } from './figures.ts';
import type { Measured } from './numbers.ts';
import { renderMarkdown, renderText } from './render.ts';
import type { Machine } from './rounds.ts';

export interface Kept extends Measured {
  /** When, and on which machine. */
  at: string;
  machine: Machine;
}

export type Results = Partial<Record<FigureId, Kept>>;

const FILE = inProject('bench', 'results.json');
const DOCUMENT = inProject('docs', 'performance.md');
const [BEGIN, END] = ['<!-- results -->', '<!-- /results -->'];

/** The last result of every figure. */
export function readResults(): Results {
  const kept = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Results;
  return Object.fromEntries(Object.entries(kept).filter(([id]) => Object.hasOwn(FIGURES, id)));
}

/**
 * Prints the figures of one run. Under `npm run bench`, which sets BENCH_KEEP, keeps them in `bench/results.json` and in
 * the table of `docs/performance.md` as well; not those of a try: fewer rounds, or fewer customers than the figure says.
 */
export function report(measured: Partial<Record<FigureId, Measured>>, machine: Machine, isTry = false): void {
  const at = new Date().toISOString();
  const entries = Object.entries(measured).map(([id, one]) => [id, { ...rounded(one), at, machine }]);
  const fresh: Results = Object.fromEntries(entries);
  console.log(`\n${renderText(fresh)}`);
  if (isTry) console.log('\nA try: its figures are not kept.');
  if (isTry || !process.env.BENCH_KEEP) return;
  const all = { ...readResults(), ...fresh };
  const ordered = Object.keys(FIGURES).flatMap((id) => (id in all ? [[id, all[id as FigureId]]] : []));
  fs.writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`);
  fs.writeFileSync(DOCUMENT, withTable(fs.readFileSync(DOCUMENT, 'utf8'), all));
}

/** The document with the table of these results between its two marks. */
export function withTable(document: string, results: Results): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/performance.md has lost its marks: ${BEGIN} and ${END}.`);
  return `${before}${BEGIN}\n\n${renderMarkdown(results)}\n\n${END}${after}`;
}

/** Four digits say more than a benchmark can know. */
function rounded(measured: Measured): Measured {
  const short = (value: number) => Number(value.toPrecision(4));
  const { value, ours, theirs } = measured;
  return {
    ...measured,
    value: short(value),
    ...(ours !== undefined && { ours: short(ours) }),
    ...(theirs !== undefined && { theirs: short(theirs) }),
  };
}
