'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { knownRow } from '@/lib/client/customers';
import { ActivityComing } from './activity/activity-coming';
import { ChecksPanel } from './checks/checks-panel';
import { ContactFacts } from './contact/contact-facts';
import { CustomerColumns } from './customer-columns';
import { CustomerHeader } from './customer-header';
import { DocumentsPanel } from './documents/documents-panel';
import { IdentityPanel } from './identity-panel';
import { knownFromRow } from './known-customer';
import { PageFrame } from './page-frame';

/**
 * The route's loading frame: the page's panels, filled from the list's cached row. The frame sends no request and shows
 * no control. React throws the frame away when the page arrives, so an answer or a click here would be lost.
 */
export function CustomerLoading() {
  const client = useQueryClient();
  const { uuid } = useParams<{ uuid?: string }>();
  const [now] = useState(() => new Date());
  const [row] = useState(() => (uuid ? knownRow(client, uuid) : undefined));
  const known = row ? knownFromRow(row) : { uuid: '' };
  return (
    <PageFrame>
      <div aria-busy className="flex flex-col gap-4">
        <CustomerHeader known={known} settled={false} documents={row?.documents ?? []} row={row} now={now} />
        <CustomerColumns
          who={
            <>
              <IdentityPanel known={known} now={now} controls={false} />
              <Panel title="Contact" bodyClassName="px-4 py-3">
                <ContactFacts known={known} controls={false} />
              </Panel>
            </>
          }
          checked={<ChecksPanel customer={undefined} expiredDocuments={[]} now={now} />}
          evidence={
            <>
              <DocumentsPanel customer={undefined} row={undefined} now={now} />
              <Panel title="Images">
                <Skeleton className="h-32" />
              </Panel>
            </>
          }
          activity={
            <Panel title="Activity" bodyClassName="p-0">
              <ActivityComing />
            </Panel>
          }
        />
      </div>
    </PageFrame>
  );
}
