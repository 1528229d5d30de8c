import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The HTTP files that take longest, longest first. One that begins last keeps one worker busy while the others have ended.
 * Vitest remembers durations, but a fresh clone has none, and then it goes by the size of the files.
 */
const LONGEST = [
  'canary',
  'access',
  'programs',
  'restore',
  'directory-plans',
  'directory',
  'second-person',
  'directory-faults',
  'directory-export',
  'sign-in-limits',
  'budgets',
  'sso',
  'fault-table',
  'passkeys',
  'directory-lies',
  'trail-faults',
  'database-start',
].map((name) => `e2e/http/${name}.test.ts`);

/** The same of the unit tests, which the build runs beside. */
const LONGEST_UNITS = [
  'lib/server/db/migrations-at-noon',
  'scripts/reviews/simulation',
  'lib/server/audit/writer',
  'lib/server/db/prepare',
  'lib/server/audit/read',
  'scripts/process/process',
  'lib/server/audit/tampering',
  'lib/server/directory/expiry-sql',
].map((name) => `${name}.test.ts`);

/** @returns the same files, those of `first` before the others, which keep their order */
export function longestFirst<File>(
  files: readonly File[],
  nameOf: (file: File) => string,
  first: readonly string[],
): File[] {
  const place = (file: File) => {
    const at = first.indexOf(nameOf(file));
    return at < 0 ? first.length : at;
  };
  return files.toSorted((one, other) => place(one) - place(other));
}

/** The unit tests before the HTTP tests, where both run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const overHttp = (file: TestSpecification) => file.project.name === 'integration';
    const nameOf = (file: TestSpecification) => path.relative(this.ctx.config.root, file.moduleId);
    const units = sorted.filter((file) => !overHttp(file));
    return [...longestFirst(units, nameOf, LONGEST_UNITS), ...longestFirst(sorted.filter(overHttp), nameOf, LONGEST)];
  }
}
