'use client';

import type { ComponentType } from 'react';
import { CustomerFailure, CustomerFailurePage, StaleNotice } from './customer-failure';
import { CustomerView } from './customer-view';
import { PageFrame } from './page-frame';
import { clearsThePage, useCustomer } from './use-customer';

interface CustomerPageProps {
  uuid: string;
  /** The button that creates a verification link. That feature has a room of its own, so `app/` passes it in. */
  CreateLink: ComponentType<{ uuid: string; name: string }>;
}

/** One customer: the list's row first, then Sentinel's answer in its place. */
export function CustomerPage({ uuid, CreateLink }: CustomerPageProps) {
  const { row, customer, failure, fetching, retry, refuse } = useCustomer(uuid);
  const failed = failure && { failure, retrying: fetching, onRetry: retry };
  return (
    <PageFrame>
      {failed && (clearsThePage(failed.failure) || (!row && !customer)) ? (
        <CustomerFailurePage uuid={uuid} {...failed} />
      ) : (
        <CustomerView
          uuid={uuid}
          row={row}
          customer={customer}
          onError={refuse}
          CreateLink={CreateLink}
          notice={failed && customer && <StaleNotice {...failed} asOf={customer.asOf} />}
          instead={failed && !customer ? <CustomerFailure {...failed} /> : undefined}
        />
      )}
    </PageFrame>
  );
}
