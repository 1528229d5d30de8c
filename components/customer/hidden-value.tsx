'use client';

import { Lock } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import { useCan } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import type { ApiError } from '@/lib/client/api-error';
import type { FieldPlace, HiddenFields } from '@/lib/contracts/knowledge';
import { documentLabel } from '@/lib/words/documents';
import { FIELD_LABELS, HIDDEN_WORDS } from '@/lib/words/hidden';
import { placeKey, type RevealedFields } from './hidden-fields';

/** The fields that the answer has left out, and the way to ask for one. */
export interface Hiding {
  hidden: HiddenFields | null;
  revealed: RevealedFields;
  reveal: (place: FieldPlace) => void;
  under: string | null;
  failed: { key: string; error: ApiError } | null;
}

const Context = createContext<Hiding | null>(null);

export function HidingProvider({ hiding, children }: { hiding: Hiding; children: ReactNode }) {
  return <Context value={hiding}>{children}</Context>;
}

/** Says of each place whether its field is hidden from this person right now. */
export function useHidden(): (place: FieldPlace | undefined) => boolean {
  const hiding = useContext(Context);
  return (place) => {
    if (place === undefined || !hiding?.hidden || hiding.revealed.has(placeKey(place))) return false;
    const { person, documents } = hiding.hidden;
    return 'document' in place ? documents.includes(place.field) : person.includes(place.field);
  };
}

interface HiddenValueProps {
  place: FieldPlace;
  /** What is shown of the value: the end of a number. */
  end?: string | undefined;
  /** In place of "Hidden for your role". */
  text?: string;
  /** In a column whose values stand at its end. */
  atEnd?: boolean;
}

/** A hidden field, written as what it is, with the button to reveal it for people who may. */
export function HiddenValue({ place, end, text = HIDDEN_WORDS.hidden, atEnd = false }: HiddenValueProps) {
  const hiding = useContext(Context);
  const mayReveal = useCan('identity:reveal');
  const key = placeKey(place);
  const of = 'document' in place ? documentLabel(place.document.type) : null;
  const failure = hiding?.failed?.key === key ? hiding.failed.error : null;
  return (
    <span className={cn('flex min-w-0 flex-wrap items-center gap-x-2', atEnd && 'justify-end')}>
      <span className="flex min-w-0 items-center gap-1.5 py-0.5 text-muted" title={HIDDEN_WORDS.hidden}>
        <Lock aria-hidden className="size-3.5 shrink-0" />
        {end === undefined ? (
          <bdi className="min-w-0 wrap-anywhere">{text}</bdi>
        ) : (
          <>
            <Ltr className="text-ink tabular-nums">{HIDDEN_WORDS.number(end)}</Ltr>
            <span className="sr-only">{HIDDEN_WORDS.hidden}</span>
          </>
        )}
      </span>
      {mayReveal && hiding && (
        <Button
          size="sm"
          className="h-6"
          loading={hiding.under === key}
          aria-label={HIDDEN_WORDS.revealField(FIELD_LABELS[place.field], of)}
          onClick={() => hiding.reveal(place)}
        >
          {HIDDEN_WORDS.reveal}
        </Button>
      )}
      {failure && (
        <span role="alert" className="w-full text-bad text-xs">
          <bdi>{failure.message}</bdi>
        </span>
      )}
    </span>
  );
}
