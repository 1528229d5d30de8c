import type { ReactNode } from 'react';
import { NotReadable } from '@/components/shell/not-readable';
import { CopyButton } from '@/components/ui/copy-button';
import { Ltr } from '@/components/ui/ltr';
import { Skeleton } from '@/components/ui/skeleton';
import type { FieldPlace } from '@/lib/contracts/knowledge';
import { NOTHING } from '@/lib/words/format';
import { HiddenValue, useHidden } from './hidden-value';

/** Label and value pairs, one under the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-1">{children}</dl>;
}

interface FactProps {
  label: string;
  /** `undefined` while the value is loading. `null` and empty text show as "—". */
  value: string | null | undefined;
  /** Stands in place of a value that was given and could not be read. */
  notReadable?: string | null;
  /** How the value is drawn, where its text alone isn't read well. */
  drawn?: ReactNode;
  /** For e-mails, phones, numbers and uuids. */
  ltr?: boolean;
  /** The copy button's accessible name, such as "Copy e-mail". Without one there is no button. */
  copy?: string | false;
  /** Where the value stands, if the desk may hide it from this person. */
  place?: FieldPlace;
  /** What is shown of a hidden number. */
  end?: string | undefined;
  /** Muted text after the value, such as an age or a country's name. */
  note?: string | null;
}

/** One pair. A value of any length and script fits: it wraps anywhere and clips at four lines; the title has all. */
export function Fact({ label, value, drawn, notReadable = null, ltr = false, copy, note, place, end }: FactProps) {
  const isHidden = useHidden();
  return (
    <div className="grid min-h-6 grid-cols-[5.75rem_minmax(0,1fr)] items-start gap-3">
      <dt className="py-0.5 text-muted">{label}</dt>
      <dd className="flex min-w-0 items-start gap-1">
        {place !== undefined && value !== undefined && isHidden(place) ? (
          <HiddenValue place={place} end={end} />
        ) : notReadable !== null && !value?.trim() ? (
          <NotReadable text={notReadable} />
        ) : (
          <FactValue value={value} drawn={drawn} ltr={ltr} note={note} />
        )}
        {copy && value && <CopyButton value={value} label={copy} className="shrink-0" />}
      </dd>
    </div>
  );
}

interface FactValueProps {
  value: string | null | undefined;
  drawn: ReactNode;
  ltr: boolean;
  note: string | null | undefined;
}

function FactValue({ value, drawn, ltr, note }: FactValueProps) {
  if (value === undefined) return <Skeleton className="my-1 w-32 max-w-full" />;
  if (value === null || value.trim() === '') return <span className="py-0.5 text-muted">{NOTHING}</span>;
  const Text = ltr ? Ltr : 'bdi';
  return (
    <span title={value} className="my-0.5 line-clamp-4 min-w-0 wrap-anywhere">
      <Text>{drawn || value}</Text>
      {note && (
        <span className="text-muted">
          {' · '}
          <bdi>{note}</bdi>
        </span>
      )}
    </span>
  );
}
