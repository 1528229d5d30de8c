import { FIGURES, type Figure, type FigureId } from './figures.ts';
import { isMet } from './numbers.ts';
import type { Kept, Results } from './results.ts';
import { isBusy } from './rounds.ts';

const HEAD = ['figure', 'baseline', 'result', 'ours / baseline', 'target', 'met'];

/** The figures that were measured, as a table for a terminal, and a sentence on the machine. */
export function renderText(results: Results): string {
  const [head = [], ...rows] = padded([HEAD, ...rowsOf(results, false)]);
  const rule = head.map((name) => '-'.repeat(name.length));
  const lines = [head, rule, ...rows].map((cells) => cells.join('  ').trimEnd());
  return [...lines, '', ...machines(results)].join('\n');
}

/** Every figure, measured or not, as a table of Markdown that the formatter leaves as it is. */
export function renderMarkdown(results: Results): string {
  const [head = [], ...rows] = padded([HEAD, ...rowsOf(results, true)]);
  const rule = head.map((name) => '-'.repeat(name.length));
  const lines = [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines, '', ...machines(results)].join('\n').trimEnd();
}

function padded(rows: readonly (readonly string[])[]): string[][] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
}

function rowsOf(results: Results, all: boolean): string[][] {
  return Object.entries(FIGURES).flatMap(([id, figure]: [string, Figure]) => {
    const kept = results[id as FigureId];
    if (kept === undefined && !all) return [];
    return [
      [
        figure.what,
        figure.baseline ?? '–',
        kept ? withUnit(kept.value, figure.unit) : '–',
        kept ? absolute(kept) : '–',
        target(figure),
        kept ? (isMet(kept.value, figure.target) ? 'yes' : 'NO') : 'not measured',
      ],
    ];
  });
}

function target({ target: wanted, unit }: Figure): string {
  return 'atMost' in wanted ? `≤ ${withUnit(wanted.atMost, unit)}` : `≥ ${withUnit(wanted.atLeast, unit)}`;
}

function absolute({ ours, theirs, unit = '' }: Kept): string {
  if (ours === undefined) return '–';
  const digits = Math.max(ours, theirs ?? 0) < 10 ? 2 : 0;
  const sides = [ours, theirs].flatMap((side) => (side === undefined ? [] : [side.toFixed(digits)]));
  return `${sides.join(' / ')} ${unit}`.trim();
}

function withUnit(value: number, unit: Figure['unit']): string {
  switch (unit) {
    case 'ratio':
      return value.toFixed(2);
    case 'score':
      return value.toFixed(3);
    case 'ms':
      return `${value.toFixed(0)} ms`;
    case 's':
      return `${value.toFixed(1)} s`;
  }
}

/** One sentence for each machine and state of a machine that results come from. */
function machines(results: Results): string[] {
  const sentences = Object.values(results).map(({ machine, at }) => {
    const { processors, model, node, load } = machine;
    const state = isBusy(machine) ? `busy: load ${load} before a run` : 'not busy';
    return { text: `${processors} processors (${model}), Node ${node}, ${state}`, day: at.slice(0, 10) };
  });
  const counted = new Map<string, { count: number; day: string }>();
  for (const { text, day } of sentences) {
    const before = counted.get(text);
    counted.set(text, { count: (before?.count ?? 0) + 1, day: before && before.day > day ? before.day : day });
  }
  return [...counted].map(([text, { count, day }]) => `${count} of these results: ${text}, ${day}.`);
}
