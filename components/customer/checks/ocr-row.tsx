import { Check, EqualNot, type LucideIcon, Minus, ScanText } from 'lucide-react';
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

export function OcrRow({ row }: { row: OcrComparison }) {
  const different = row.result === 'different';
  return (
    <tr className={cn('border-line border-t align-top', different && 'bg-attention-soft')}>
      <th scope="row" className="py-1.5 ps-2 text-start font-normal text-muted">
        <Text>{row.label}</Text>
        <span className="@md:hidden">
          <Result result={row.result} />
        </span>
      </th>
      <td className={cn('py-1.5 ps-2', different && 'font-medium')}>
        <Text>{row.read}</Text>
      </td>
      <td className={cn('py-1.5 ps-2', different && 'font-medium')}>
        <Text>{row.typed}</Text>
      </td>
      <td className="hidden py-1.5 ps-2 pe-1 @md:table-cell">
        <Result result={row.result} />
      </td>
    </tr>
  );
}

/** In its own column where there is room for one, else under the field's name. */
function Result({ result }: { result: OcrResult }) {
  const { icon: Icon, look } = LOOKS[result];
  return (
    <span className={cn('flex items-center gap-1', look)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {CHECK_WORDS.ocr[result]}
    </span>
  );
}

/** OCR reads anything in any length: three lines, the rest in the title. `bdi` keeps direction marks to their cell. */
function Text({ children }: { children: string | null }) {
  if (children === null || children.trim() === '') return <span className="text-muted">{NOTHING}</span>;
  // The block keeps the table's direction, so that cells align; the text inside has its own.
  return (
    <span title={children} className="line-clamp-3 wrap-anywhere">
      <bdi>{children}</bdi>
    </span>
  );
}
