import { Check, EqualNot, type LucideIcon, Minus, ScanText } from 'lucide-react';
import { NotReadable } from '@/components/shell/not-readable';
import { cn } from '@/components/ui/cn';
import type { OcrComparison, OcrResult } from '@/lib/kyc/ocr-compare';
import { CHECK_WORDS } from '@/lib/words/checks';
import { NOTHING } from '@/lib/words/format';

const LOOKS: Record<OcrResult, { icon: LucideIcon; look: string }> = {
  same: { icon: Check, look: 'text-muted' },
  different: { icon: EqualNot, look: 'font-medium text-attention' },
  'only-ocr': { icon: ScanText, look: 'text-muted' },
  'not-read': { icon: Minus, look: 'text-muted' },
};

/** @param folded shown on paper alone */
export function OcrRow({ row, folded }: { row: OcrComparison; folded: boolean }) {
  const different = row.result === 'different';
  return (
    <tr
      className={cn(
        'border-line border-t align-top',
        different && 'bg-attention-soft',
        folded && 'hidden print:table-row',
      )}
    >
      <th scope="row" className="py-1.5 ps-2 text-start font-normal text-muted">
        <Text>{row.label}</Text>
        {/* Paper has the wide look always: Firefox prints the first paper of a page by the widths of the screen. */}
        <span className="block @md:hidden print:hidden">
          <Result result={row.result} />
        </span>
      </th>
      <td className={cn('py-1.5 ps-2', different && 'font-medium')}>
        <Text>{row.read}</Text>
      </td>
      <td className={cn('py-1.5 ps-2', different && 'font-medium')}>
        {row.notReadable === undefined ? <Text>{row.typed}</Text> : <NotReadable text={row.notReadable} />}
      </td>
      <td className="hidden py-1.5 ps-2 pe-1 @md:table-cell print:table-cell">
        <Result result={row.result} />
      </td>
    </tr>
  );
}

/** The result. Wide panels give it a column of its own; narrow ones show it under the field's name. */
function Result({ result }: { result: OcrResult }) {
  const { icon: Icon, look } = LOOKS[result];
  return (
    <span className={cn('flex items-center gap-1', look)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {CHECK_WORDS.ocr[result]}
    </span>
  );
}

/** OCR text may have any length: three lines show, the title has all. `bdi` keeps direction marks in their cell. */
function Text({ children }: { children: string | null }) {
  if (children === null || children.trim() === '') return <span className="text-muted">{NOTHING}</span>;
  // The block keeps the table's direction, so that cells align. The text inside has its own direction.
  return (
    <span title={children} className="line-clamp-3 wrap-anywhere">
      <bdi>{children}</bdi>
    </span>
  );
}
