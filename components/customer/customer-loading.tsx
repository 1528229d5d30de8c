'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { knownRow } from '@/lib/client/customers';
import { CustomerView } from './customer-view';
import { PageFrame } from './page-frame';

const nothing = () => {};

/** While the page's own code and data are under way: the same frame, with what the list already told. */
export function CustomerLoading() {
  const client = useQueryClient();
  const { uuid } = useParams<{ uuid?: string }>();
  const [row] = useState(() => (uuid ? knownRow(client, uuid) : undefined));
  return (
    <PageFrame>
      <div inert>
        <CustomerView uuid={row?.uuid ?? ''} row={row} customer={undefined} onError={nothing} />
      </div>
    </PageFrame>
  );
}
