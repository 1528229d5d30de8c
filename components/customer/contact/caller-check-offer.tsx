'use client';

import { PhoneCall } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useViewer } from '@/components/shell/viewer-context';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { LoadFailed } from '@/components/ui/load-failed';
import { useLoaded } from '@/components/ui/use-loaded';
import { CALLER_CHECK_WORDS as WORDS } from '@/lib/words/caller-check';

const loadForm = () => import('./caller-check-form').then((module) => module.CallerCheckForm);

interface CallerCheckOfferProps {
  uuid: string;
  /** The form is there at once, as where the desk requires a check. */
  isOpen: boolean;
  onPassed: () => void;
}

/**
 * The caller check above the fields of a correction. It is one line until a person uses it, and its form loads then: an
 * ordinary correction takes no step more. Where the desk requires a check, the form is there at once.
 */
export function CallerCheckOffer({ uuid, isOpen, onPassed }: CallerCheckOfferProps) {
  const { callerCheck = 'off' } = useViewer();
  const [CallerCheckForm, fetchIt] = useLoaded(loadForm);
  const [state, setState] = useState<'offered' | 'open' | 'failed' | 'passed'>('offered');
  const open = () => void fetchIt().then((worked) => setState(worked ? 'open' : 'failed'));
  const isRequired = callerCheck === 'required';
  useEffect(() => {
    if (isRequired || isOpen) void fetchIt().then((worked) => setState(worked ? 'open' : 'failed'));
  }, [isRequired, isOpen, fetchIt]);
  if (callerCheck === 'off') return null;
  if (state === 'passed') {
    return (
      <Alert tone="good" role="status">
        {WORDS.passed}
      </Alert>
    );
  }
  return (
    <section aria-label={WORDS.title} className="rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted">
          <bdi>{isRequired ? WORDS.needed : WORDS.offer}</bdi>
        </p>
        {state !== 'open' && (
          <Button size="sm" onClick={open} onPointerEnter={() => void fetchIt()} onFocus={() => void fetchIt()}>
            <PhoneCall aria-hidden />
            {WORDS.begin}
          </Button>
        )}
      </div>
      {state === 'failed' && <LoadFailed />}
      {state === 'open' && CallerCheckForm && (
        <CallerCheckForm
          uuid={uuid}
          onPassed={() => {
            setState('passed');
            onPassed();
          }}
        />
      )}
    </section>
  );
}
