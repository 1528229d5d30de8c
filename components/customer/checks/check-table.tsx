import { CircleCheck, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import { NotReadable } from '@/components/shell/not-readable';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { FieldPlace } from '@/lib/contracts/knowledge';
import type { Check, CheckVerdict } from '@/lib/kyc/checks';
import type { DocumentAt } from '@/lib/kyc/verdict';
import { HIDDEN_WORDS } from '@/lib/words/hidden';
import { VERDICT_WORDS } from '@/lib/words/verdict';
import { VIEWER_WORDS } from '@/lib/words/viewer';
import { useEvidence } from '../evidence';
import { HiddenValue, useHidden } from '../hidden-value';
import { partId } from '../places';

interface CheckTableProps {
  subject: string;
  checks: readonly Check[];
  /** Where the score of the first check stands, which the desk may hide from this person. */
  score: FieldPlace;
  /** The document that was checked; `null` for the person. */
  document: DocumentAt | null;
}

/** The checks of one subject. Every table has the same column widths, so that verdicts and scores line up. */
export function CheckTable({ subject, checks, score, document }: CheckTableProps) {
  const isHidden = useHidden();
  const { compareFaces } = useEvidence();
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
        {checks.map((check, index) => (
          <tr
            key={check.name}
            id={partId(check.name, document)}
            tabIndex={-1}
            className="h-8 scroll-mt-16 border-line border-t"
          >
            <th scope="row" className="w-[34%] text-start sm:w-[38%] font-normal text-muted">
              {check.label}
            </th>
            <td>
              {check.verdict === 'unreadable' ? (
                <NotReadable text={check.word} />
              ) : (
                <VerdictMark verdict={check.verdict} word={check.word} />
              )}
              {compareFaces && document && check.name === 'faceMatch' && check.verdict === 'failed' && (
                <Button size="sm" className="mt-1" title={VERDICT_WORDS.compare} onClick={() => compareFaces(document)}>
                  {VIEWER_WORDS.lookAtBoth}
                </Button>
              )}
              {check.note && <p className="text-muted text-xs">{check.note}</p>}
              {check.unreadable && <NotReadable text={check.unreadable} />}
            </td>
            {index === 0 && isHidden(score) ? (
              <td className="w-20 sm:w-32">
                <HiddenValue place={score} text={HIDDEN_WORDS.score} atEnd />
              </td>
            ) : (
              <td className="w-20 truncate sm:w-32 text-end" title={check.given}>
                <bdi>{check.given}</bdi>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const LOOKS: Record<Exclude<CheckVerdict, 'unreadable'>, { icon: LucideIcon; ink: string }> = {
  passed: { icon: CircleCheck, ink: 'text-good' },
  failed: { icon: CircleX, ink: 'text-bad' },
  attention: { icon: TriangleAlert, ink: 'text-attention' },
  'not-given': { icon: CircleMinus, ink: 'text-muted' },
};

/** Icon, word and colour together: readers who cannot see one of them still have the others. */
function VerdictMark({ verdict, word }: { verdict: keyof typeof LOOKS; word: string }) {
  const { icon: Icon, ink } = LOOKS[verdict];
  return (
    <span className={cn('flex items-center gap-1.5 font-medium', ink)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  );
}
