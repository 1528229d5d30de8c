'use client';

import { Printer } from 'lucide-react';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useNow } from '@/components/shell/clock';
import { type KeyHandlers, runShortcut, usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { useCan } from '@/components/shell/viewer-context';
import { useSlow, useWaitingText } from '@/components/shell/waiting-note';
import { Button } from '@/components/ui/button';
import { LoadFailed } from '@/components/ui/load-failed';
import { useLoaded } from '@/components/ui/use-loaded';
import type { ApiError } from '@/lib/client/api-error';
import type { CustomerRow, OpenedCustomer } from '@/lib/contracts/customer';
import { verdictOf } from '@/lib/kyc/verdict';
import { fullName } from '@/lib/writing/names';
import { BackLink } from './back-link';
import { ChecksPanel } from './checks/checks-panel';
import { ContactPanel } from './contact/contact-panel';
import { CustomerColumns } from './customer-columns';
import { CustomerHeader } from './customer-header';
import { DocumentsPanel } from './documents/documents-panel';
import { EvidenceProvider } from './evidence';
import { withRevealed } from './hidden-fields';
import { HidingProvider } from './hidden-value';
import { IdentityPanel } from './identity-panel';
import { ImagesPanel } from './images/images-panel';
import { knownFromCustomer, knownFromRow, NAMELESS } from './known-customer';
import { NeighbourLinks } from './neighbours/neighbour-links';
import { useRevealed } from './use-revealed';
import { VerdictLine } from './verdict-line';

interface CustomerViewProps {
  uuid: string;
  /** What the directory or a list says of this customer, shown until `customer` has arrived. */
  row: CustomerRow | undefined;
  customer: OpenedCustomer | undefined;
  /** Whether to draw more than who this is. */
  whole: boolean;
  /** The customer was opened from within the desk. */
  isStep: boolean;
  /** Of when `row` is, while Sentinel's answer is awaited; `undefined` after a failure, which has a notice. */
  asOf: string | undefined;
  /** Sentinel has failed to answer: only what `row` says is there. */
  away: boolean;
  /** The opening is in the trail: the desk refused nothing before it asked Sentinel. */
  isRecorded: boolean;
  /** Above the columns: the age of the data. */
  notice?: ReactNode;
  onError: (error: ApiError) => void;
  CreateLink: ComponentType<{ uuid: string; name: string }>;
}

const WAIT = () => 'wait' as const;
const loadBeside = () => import('./beside').then((module) => module.Beside);

/** The customer page, filled with the data that has arrived so far. */
export function CustomerView(props: CustomerViewProps) {
  const { uuid, row, customer: opened, whole, isStep, asOf, away, isRecorded, notice, onError, CreateLink } = props;
  const { revealed, stepUp, ...revealing } = useRevealed(uuid, onError);
  const customer = opened && withRevealed(opened, revealed);
  const firstNow = useNow();
  const [now] = useState(firstNow);
  // Only rows carry Sentinel's own list of expired documents.
  const expiredDocuments = row?.expiredDocuments ?? [];
  const mayCreateLink = useCan('link:create');
  // Until Sentinel has answered there is no button: the key waits for it.
  const [Beside, fetchBeside] = useLoaded(loadBeside);
  const [besideFailed, setBesideFailed] = useState(false);
  const openedAt = customer?.asOf ?? (away && isRecorded ? (asOf ?? '') : undefined);
  const isOpened = whole && openedAt !== undefined;
  useEffect(() => {
    if (isOpened) void fetchBeside().then((worked) => setBesideFailed(!worked));
  }, [isOpened, fetchBeside]);
  const keys: KeyHandlers = {
    ...(mayCreateLink && !customer && !away && { link: WAIT }),
    ...(!(Beside && isOpened) && !besideFailed && (!away || isRecorded) && { note: WAIT }),
  };
  usePageKeys(keys);
  // A print waits for notes and activity, too: they are a part of the record (docs/decisions.md, decision 68).
  const isUnfinished = !whole || (!customer && !away) || (isOpened && !Beside && !besideFailed);
  const fromRow = row ? knownFromRow(row) : { uuid };
  const known = customer ? knownFromCustomer(customer, row) : fromRow;
  const name = fullName({ name: known.name ?? null, surname: known.surname ?? null }) ?? NAMELESS;
  const beside = (place: 'top' | 'below') =>
    Beside && isOpened && <Beside uuid={uuid} name={name} asOf={openedAt} customer={customer} place={place} />;
  return (
    <EvidenceProvider>
      <HidingProvider hiding={{ ...revealing, revealed, hidden: opened?.hidden ?? null }}>
        <div data-unfinished={isUnfinished || undefined} className="flex flex-col gap-4">
          <CustomerHeader
            known={known}
            settled={customer !== undefined}
            isStep={isStep}
            documents={customer?.row?.documents ?? customer?.documents ?? row?.documents ?? []}
            row={row}
            now={now}
            navigation={
              <>
                <BackLink />
                {!customer && row && asOf !== undefined && <WaitingNote asOf={asOf} />}
                <NeighbourLinks uuid={uuid} />
              </>
            }
            verdict={customer && <VerdictLine verdict={verdictOf(customer, expiredDocuments, now)} />}
            actions={
              <>
                {beside('top')}
                {customer && <PrintButton />}
                {mayCreateLink && customer && <CreateLink uuid={uuid} name={name} />}
              </>
            }
          />
          {notice}
          <CustomerColumns
            who={
              <>
                <IdentityPanel known={known} away={away} now={now} />
                <ContactPanel known={known} customer={customer} away={away} onError={onError} />
              </>
            }
            checked={
              whole && <ChecksPanel customer={customer} away={away} expiredDocuments={expiredDocuments} now={now} />
            }
            evidence={
              whole && (
                <>
                  <ImagesPanel uuid={uuid} away={away} customer={customer} onError={onError} />
                  <DocumentsPanel customer={customer} row={row} now={now} />
                </>
              )
            }
            activity={besideFailed ? <LoadFailed /> : beside('below')}
          />
          {stepUp}
        </div>
      </HidingProvider>
    </EvidenceProvider>
  );
}

/** The paper is a record of the page: facts, checks, differences, activity, and the images that are on screen. */
function PrintButton() {
  const hint = useKeyHint('print');
  return (
    <Button variant="ghost" size="icon" aria-label="Print" {...hint('Print')} onClick={() => runShortcut('print')}>
      <Printer aria-hidden />
    </Button>
  );
}

/** "as of 14:05, Sentinel is slow". In the line above the name, where nothing moves when it goes. */
function WaitingNote({ asOf }: { asOf: string }) {
  const text = useWaitingText(asOf, useSlow(true));
  return (
    <p role="status" className="min-w-0 truncate text-muted">
      {text}
    </p>
  );
}
