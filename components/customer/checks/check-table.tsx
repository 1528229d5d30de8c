import type { Check } from '@/lib/kyc/checks';
import { Verdict } from './verdict';

/** Checks of one subject, one under the other; verdicts and scores line up down the whole panel. */
export function CheckTable({ subject, checks }: { subject: string; checks: readonly Check[] }) {
  return (
    <table className="w-full table-fixed">
      <caption className="pb-1 text-start font-medium">{subject}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Verdict</th>
          <th scope="col">Score or date</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.label} className="h-8 border-line border-t">
            <th scope="row" className="w-[38%] text-start font-normal text-muted">
              {check.label}
            </th>
            <td>
              <Verdict verdict={check.verdict} word={check.word} />
            </td>
            <td className="w-28 truncate text-end" title={check.given}>
              <bdi>{check.given}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
