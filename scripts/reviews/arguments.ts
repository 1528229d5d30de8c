import { parseArgs } from 'node:util';
import { UsageError } from '../accounts/arguments.ts';

export const USAGE = `Usage: npm run reviews -- --since 90d [--rows N]
       npm run reviews -- --simulate [--seeds 1,2,3]

  --since     prints what the rules would have said about the last days (90d), by the settings in REVIEWS (also from
              .env), with N of the rows that each sentence rests on (8 unless given). Writes nothing.
  --simulate  judges an ordinary quarter of 60 people, and the same quarter with harvests mixed in, for each seed

Exit codes: 0 done, or the simulations hold; 1 they don't; 2 not understood, or it could not be done.
The database is found like that of \`npm run accounts\`. The simulations need none.
`;

export type Request = { action: 'since'; days: number; rows: number } | { action: 'simulate'; seeds: number[] };

/** @throws UsageError that says what is missing or unknown */
export function parseRequest(args: string[]): Request | 'help' {
  const { since, rows, simulate, seeds, help } = parse(args);
  if (help) return 'help';
  if ((since === undefined) === (simulate === undefined)) throw new UsageError('Say either --since or --simulate.');
  if (since !== undefined) {
    if (seeds !== undefined) throw new UsageError('--seeds is for --simulate.');
    const [, days] = /^([1-9]\d{0,3})d$/.exec(since) ?? [];
    if (days === undefined) throw new UsageError('--since takes a number of days, such as 90d.');
    if (rows !== undefined && !/^\d{1,3}$/.test(rows)) throw new UsageError('--rows must be a number up to 999.');
    return { action: 'since', days: Number(days), rows: Number(rows ?? 8) };
  }
  if (rows !== undefined) throw new UsageError('--rows is for --since.');
  if (seeds !== undefined && !/^\d{1,6}(,\d{1,6})*$/.test(seeds))
    throw new UsageError('--seeds takes numbers, such as 1,2.');
  return { action: 'simulate', seeds: (seeds ?? '1').split(',').map(Number) };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { since: text, rows: text, simulate: flag, seeds: text, help: flag };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${sentence?.replace(/\.$/, '')}.`);
  }
}
