'use client';

import { type ComponentType, type ReactNode, useDeferredValue, useEffect } from 'react';
import { noteRecent } from '@/components/address/recent-customers';
import { usePageTitle } from '@/components/shell/use-page-title';
import { customerTitle, pageTitle } from '@/lib/words/customer-title';
import { CustomerFailurePage, StaleNotice } from './customer-failure';
import { CustomerView } from './customer-view';
import { clearsThePage, type FirstRecord, useCustomer, useFirstRecord } from './use-customer';

interface CustomerPageProps {
  uuid: string;
  /** What the page's first HTML shows; `null` after a step within the desk. */
  first: FirstRecord | null;
  /** The button that creates a verification link. That feature has a room of its own, so `app/` passes it in. */
  CreateLink: ComponentType<{ uuid: string; name: string }>;
}

/** One customer: the list's row first, then Sentinel's answer in its place. */
export function CustomerPage({ uuid, first, CreateLink }: CustomerPageProps) {
  useFirstRecord(uuid, first);
  const { row, customer, asOf, failure, fetching, retry, refuse } = useCustomer(uuid);
  // After a press, name and contact are drawn first, and the other panels right behind them.
  const whole = useDeferredValue(true, first !== null);
  const failed = failure && { failure, retrying: fetching, onRetry: retry };
  const isCleared = failure !== null && clearsThePage(failure);
  useEffect(() => noteRecent(uuid), [uuid]);
  const status = isCleared ? null : ((customer ?? row)?.status?.label ?? null);
  usePageTitle(pageTitle(customerTitle(uuid, status)));
  return (
    <PageFrame>
      {failed && (isCleared || (!row && !customer)) ? (
        <CustomerFailurePage uuid={uuid} {...failed} />
      ) : (
        <CustomerView
          uuid={uuid}
          row={row}
          customer={customer}
          whole={whole}
          isStep={first === null}
          onError={refuse}
          CreateLink={CreateLink}
          asOf={failed ? undefined : asOf}
          away={failed !== null && !customer}
          isRecorded={failure === null || failure.code.startsWith('sentinel_')}
          notice={failed && <StaleNotice {...failed} asOf={asOf} isWhole={customer !== undefined} />}
        />
      )}
    </PageFrame>
  );
}

/** The page's margins. Its width, not the window's, decides the number of columns (`@container`). */
function PageFrame({ children }: { children: ReactNode }) {
  return <div className="@container mx-auto w-full max-w-[96rem] p-4">{children}</div>;
}
