'use client';

import { type ComponentType, type ReactNode, useState } from 'react';
import { useNow } from '@/components/shell/clock';
import { useCan } from '@/components/shell/viewer-context';
import { useSlow, useWaitingText } from '@/components/shell/waiting-note';
import type { ApiError } from '@/lib/client/api-error';
import type { CustomerRow, OpenedCustomer } from '@/lib/contracts/customer';
import { fullName } from '@/lib/writing/names';
import { ActivityPanel } from './activity/activity-panel';
import { BackLink } from './back-link';
import { ChecksPanel } from './checks/checks-panel';
import { ContactPanel } from './contact/contact-panel';
import { CustomerColumns } from './customer-columns';
import { CustomerHeader } from './customer-header';
import { DocumentsPanel } from './documents/documents-panel';
import { withRevealed } from './hidden-fields';
import { HidingProvider } from './hidden-value';
import { IdentityPanel } from './identity-panel';
import { ImagesPanel } from './images/images-panel';
import { knownFromCustomer, knownFromRow, NAMELESS } from './known-customer';
import { NeighbourLinks } from './neighbours/neighbour-links';
import { useRevealed } from './use-revealed';

interface CustomerViewProps {
  uuid: string;
  /** What the directory or a list says of this customer, shown until `customer` has arrived. */
  row: CustomerRow | undefined;
  customer: OpenedCustomer | undefined;
  /** Whether to draw more than who this is. */
  whole: boolean;
  /** Of when `row` is, while Sentinel's answer is awaited; `undefined` after a failure, which has a notice. */
  asOf: string | undefined;
  /** Sentinel has failed to answer: only what `row` says is there. */
  away: boolean;
  /** Above the columns: the age of the data. */
  notice?: ReactNode;
  onError: (error: ApiError) => void;
  CreateLink: ComponentType<{ uuid: string; name: string }>;
}

/** The customer page, filled with the data that has arrived so far. */
export function CustomerView(props: CustomerViewProps) {
  const { uuid, row, customer: opened, whole, asOf, away, notice, onError, CreateLink } = props;
  const { revealed, stepUp, ...revealing } = useRevealed(uuid, onError);
  const customer = opened && withRevealed(opened, revealed);
  const firstNow = useNow();
  const [now] = useState(firstNow);
  // Only rows carry Sentinel's own list of expired documents.
  const expiredDocuments = row?.expiredDocuments ?? [];
  const mayCreateLink = useCan('link:create');
  const fromRow = row ? knownFromRow(row) : { uuid };
  const known = customer ? knownFromCustomer(customer, row) : fromRow;
  const name = fullName({ name: known.name ?? null, surname: known.surname ?? null }) ?? NAMELESS;
  return (
    <HidingProvider hiding={{ ...revealing, revealed, hidden: opened?.hidden ?? null }}>
      <div className="flex flex-col gap-4">
        <CustomerHeader
          known={known}
          settled={customer !== undefined}
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
          actions={mayCreateLink && customer && <CreateLink uuid={uuid} name={name} />}
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
                <DocumentsPanel customer={customer} row={row} now={now} />
                <ImagesPanel uuid={uuid} away={away} onError={onError} />
              </>
            )
          }
          activity={whole && <ActivityPanel uuid={uuid} asOf={customer?.asOf ?? (away ? (asOf ?? '') : undefined)} />}
        />
        {stepUp}
      </div>
    </HidingProvider>
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
