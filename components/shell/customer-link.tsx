'use client';

import type { ComponentProps } from 'react';
import { useCustomerOpening } from '@/components/address/customer-stage';
import { routes } from '@/lib/routes';
import { PageLink } from './page-link';

interface CustomerLinkProps extends Omit<ComponentProps<typeof PageLink>, 'href' | 'onNavigate'> {
  uuid: string;
  /** The customer takes the place of the current history entry. */
  replace?: boolean;
  /** Called before the customer opens here, and not for a press that opens another tab. */
  onOpen?: () => void;
}

/** A link that opens a customer, without a page load where the frame can do that. For rows of tables: `useRowOpening`. */
export function CustomerLink({ uuid, replace = false, onOpen, ...props }: CustomerLinkProps) {
  const open = useCustomerOpening();
  return (
    <PageLink
      {...props}
      href={routes.customer(uuid)}
      onNavigate={() => {
        onOpen?.();
        open(uuid, replace ? 'replace' : 'push');
      }}
    />
  );
}
