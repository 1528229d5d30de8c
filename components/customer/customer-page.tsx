'use client';

import { CustomerFailure, CustomerFailurePage, StaleNotice } from './customer-failure';
import { CustomerView } from './customer-view';
import { PageFrame } from './page-frame';
import { clearsThePage, useCustomer } from './use-customer';

/** One customer: at once with what the list knew, then with Sentinel's own answer. */
export function CustomerPage({ uuid }: { uuid: string }) {
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
          notice={failed && customer && <StaleNotice {...failed} asOf={customer.asOf} />}
          instead={failed && !customer ? <CustomerFailure {...failed} /> : undefined}
        />
      )}
    </PageFrame>
  );
}
