import type { Permission } from '@/lib/access';
import { routes } from '@/lib/routes';

export interface Destination {
  label: string;
  href: string;
  permission: Permission;
}

/** The top bar, in its order. A page that somebody may not open isn't shown to them. */
export const DESTINATIONS: readonly Destination[] = [
  { label: 'Customers', href: routes.customers(), permission: 'customers:read' },
  { label: 'Expiring', href: routes.expiring(), permission: 'customers:read' },
  { label: 'Audit log', href: routes.audit(), permission: 'audit:customers' },
  { label: 'Accounts', href: routes.accounts(), permission: 'accounts:manage' },
];

/** Whether a destination's own page or one below it is open. */
export function isHere(href: string, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
