import { readReport } from './reports.ts';

const LINES = 12;

/**
 * What failed in a run, for the end of its output: a log that was cut to its last lines must still say it. Every
 * failed test with the first lines of its message; of a phase whose report names no test, the last lines that its tool
 * printed. Empty when nothing failed.
 */
export function failureLines(
  failed: readonly { name: string; output: string }[],
  reportOf: (name: string) => string,
  root: string,
): string {
  return failed
    .flatMap(({ name, output }) => {
      const failures = readReport(reportOf(name), root).flatMap((file) =>
        file.failures.map(({ title, message }) => {
          const what = [file.file, title].filter((part) => part !== '').join(' > ');
          return described(what, message.split('\n').slice(0, LINES));
        }),
      );
      return failures.length > 0 ? failures : [described(name, output.trimEnd().split('\n').slice(-LINES))];
    })
    .join('\n');
}

const described = (what: string, lines: readonly string[]): string =>
  [`  ${what}`, ...lines.map((line) => `      ${line}`)].join('\n');
