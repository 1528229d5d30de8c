import { Check, EqualNot, type LucideIcon, Minus, ScanText } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { OcrComparison, OcrResult } from '@/lib/kyc/ocr-compare';
import { CHECK_WORDS } from '@/lib/words/checks';
import { NOTHING } from '@/lib/words/format';
import { VIEWER_WORDS as WORDS } from '@/lib/words/viewer';

const ICONS: Record<OcrResult, LucideIcon> = {
  same: Check,
  different: EqualNot,
  'only-ocr': ScanText,
  'not-read': Minus,
};

/** What was read on the shown document and what is on file, beside the image that says which of them is right. */
export function ViewerFields({ rows }: { rows: readonly OcrComparison[] }) {
  // What differs stands first: that is what the eye looks for on the image.
  const sorted = rows.toSorted((one, other) => rank(one) - rank(other));
  return (
    // A scroll container must be reachable by the keyboard.
    <section
      aria-label={WORDS.fieldsTitle}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      className="flex max-h-full w-72 shrink-0 flex-col overflow-y-auto rounded-sm border border-line max-sm:max-h-48 max-sm:w-full"
    >
      <h2 className="border-line border-b px-3 py-2 font-semibold">{WORDS.fieldsTitle}</h2>
      {rows.length === 0 && (
        <p className="px-3 py-3 text-muted">
          <bdi>{WORDS.noFields}</bdi>
        </p>
      )}
      <dl>
        {sorted.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the vendor may repeat a key
          <Field key={`${index} ${row.key}`} row={row} />
        ))}
      </dl>
    </section>
  );
}

function rank({ result }: OcrComparison): number {
  return result === 'different' ? 0 : 1;
}

function Field({ row }: { row: OcrComparison }) {
  const isDifferent = row.result === 'different';
  const Icon = ICONS[row.result];
  return (
    <div className={cn('border-line border-b px-3 py-1.5 last:border-0', isDifferent && 'bg-attention-soft')}>
      <dt className="flex flex-wrap items-center justify-between gap-x-2 text-muted text-xs">
        <bdi>{row.label}</bdi>
        <span className={cn('flex items-center gap-1', isDifferent && 'font-medium text-attention')}>
          <Icon aria-hidden className="size-3.5" />
          {CHECK_WORDS.ocr[row.result]}
        </span>
      </dt>
      <dd className="wrap-anywhere">
        <span className="sr-only">{WORDS.read}: </span>
        <bdi className={cn(isDifferent && 'font-medium')}>{row.read.trim() === '' ? NOTHING : row.read}</bdi>
      </dd>
      {row.result !== 'same' && (row.typed !== null || row.notReadable !== undefined) && (
        <dd className="wrap-anywhere text-muted">
          <span className="text-xs">{WORDS.typed}: </span>
          <bdi className={cn(isDifferent && 'font-medium text-ink')}>{row.notReadable ?? row.typed}</bdi>
        </dd>
      )}
    </div>
  );
}
