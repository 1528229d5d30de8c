'use client';

import { type ReactNode, useState } from 'react';
import type { ApiError } from '@/lib/client/api-error';
import type { Customer, CustomerRow } from '@/lib/contracts/customer';
import { ActivityPanel } from './activity/activity-panel';
import { ChecksPanel } from './checks/checks-panel';
import { ContactPanel } from './contact/contact-panel';
import { CustomerColumns } from './customer-columns';
import { CustomerHeader } from './customer-header';
import { DocumentsPanel } from './documents/documents-panel';
import { IdentityPanel } from './identity-panel';
import { ImagesPanel } from './images/images-panel';
import { shownFromCustomer, shownFromRow } from './shown';

export interface CustomerViewProps {
  uuid: string;
  /** What the list knew, until `customer` is there. */
  row: CustomerRow | undefined;
  customer: Customer | undefined;
  /** Above the columns: how old the data is. */
  notice?: ReactNode;
  /** In place of the columns, when there is nothing to fill them with. */
  instead?: ReactNode;
  onError: (error: ApiError) => void;
}

/** The page for whatever is known so far. */
export function CustomerView({ uuid, row, customer, notice, instead, onError }: CustomerViewProps) {
  const [now] = useState(() => new Date());
  const known = row ? shownFromRow(row) : { uuid };
  const shown = customer ? shownFromCustomer(customer, row) : known;
  return (
    <div className="flex flex-col gap-4">
      <CustomerHeader
        uuid={uuid}
        shown={shown}
        settled={customer !== undefined}
        documents={customer?.documents ?? row?.documents ?? []}
        row={row}
        now={now}
      />
      {notice}
      {instead ?? (
        <CustomerColumns
          who={
            <>
              <IdentityPanel shown={shown} now={now} />
              <ContactPanel shown={shown} customer={customer} onError={onError} />
            </>
          }
          checked={<ChecksPanel customer={customer} now={now} />}
          evidence={
            <>
              <DocumentsPanel documents={customer?.documents} now={now} />
              <ImagesPanel uuid={uuid} onError={onError} />
            </>
          }
          activity={<ActivityPanel uuid={uuid} asOf={customer?.asOf} />}
        />
      )}
    </div>
  );
}
