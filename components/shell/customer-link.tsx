'use client';

import Link from 'next/link';
import type { ComponentProps } from 'react';
import { useCustomerOpening } from '@/components/address/customer-stage';
import { routes } from '@/lib/routes';

interface CustomerLinkProps extends Omit<ComponentProps<typeof Link>, 'href' | 'prefetch' | 'onNavigate'> {
  uuid: string;
}

/** A link that opens a customer, without a page load where the frame can do that. For rows of tables: `useRowOpening`. */
export function CustomerLink({ uuid, ...props }: CustomerLinkProps) {
  const open = useCustomerOpening();
  return (
    <Link
      {...props}
      href={routes.customer(uuid)}
      prefetch={false}
      // Next calls this for a plain press alone, not for a new tab.
      onNavigate={(event) => {
        event.preventDefault();
        open(uuid, props.replace === true ? 'replace' : 'push');
      }}
    />
  );
}
