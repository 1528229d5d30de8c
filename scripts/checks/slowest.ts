import { type FileReport, readReport } from './reports.ts';

type FileTime = Pick<FileReport, 'file' | 'ms'>;

/** The `count` files that took longest, over all reports of a run. */
export function slowestFiles(reportFiles: readonly string[], root: string, count = 10): FileTime[] {
  const times = new Map<string, number>();
  for (const { file, ms } of reportFiles.flatMap((report) => readReport(report, root)))
    times.set(file, (times.get(file) ?? 0) + ms);
  return [...times]
    .map(([file, ms]) => ({ file, ms }))
    .sort((one, other) => other.ms - one.ms)
    .slice(0, count);
}

export function slowestLines(times: readonly FileTime[]): string {
  return times.map(({ file, ms }) => `  ${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`).join('\n');
}
