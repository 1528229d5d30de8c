import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Ltr } from '@/components/ui/ltr';
import { Skeleton } from '@/components/ui/skeleton';
import { NOTHING } from '@/lib/words/format';

/** Label and value pairs, one under the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-1">{children}</dl>;
}

export interface FactProps {
  label: string;
  /** `undefined` while it is still coming; `null` or empty is shown as "—". */
  value: string | null | undefined;
  /** E-mails, phones, numbers, uuids. */
  ltr?: boolean;
  /** What a copy button is called: "Copy e-mail". */
  copy?: string;
  /** Said quietly after the value: an age, a country's name. */
  note?: string | null;
}

/** One pair. Any length and script is safe: text wraps anywhere, is clipped at four lines, and is whole in the title. */
export function Fact({ label, value, ltr = false, copy, note }: FactProps) {
  return (
    <div className="grid min-h-6 grid-cols-[5.75rem_minmax(0,1fr)] items-start gap-3">
      <dt className="py-0.5 text-muted">{label}</dt>
      <dd className="flex min-w-0 items-start gap-1">
        <FactValue value={value} ltr={ltr} note={note} />
        {copy && value && <CopyButton value={value} label={copy} className="shrink-0" />}
      </dd>
    </div>
  );
}

function FactValue({
  value,
  ltr,
  note,
}: {
  value: string | null | undefined;
  ltr: boolean;
  note?: string | null | undefined;
}) {
  if (value === undefined) return <Skeleton className="my-1 w-32 max-w-full" />;
  if (value === null || value.trim() === '') return <span className="py-0.5 text-muted">{NOTHING}</span>;
  const Text = ltr ? Ltr : 'bdi';
  return (
    <span title={value} className="my-0.5 line-clamp-4 min-w-0 wrap-anywhere">
      <Text>{value}</Text>
      {note && (
        <span className="text-muted">
          {' · '}
          <bdi>{note}</bdi>
        </span>
      )}
    </span>
  );
}
