import type { Permission } from '@/lib/access';
import { routes } from '@/lib/routes';

interface Destination {
  label: string;
  href: string;
  permission: Permission;
}

/** The top bar, in its order. The bar hides pages that the person may not open. */
export const DESTINATIONS: readonly Destination[] = [
  { label: 'Customers', href: routes.customers(), permission: 'customers:read' },
  { label: 'Expiring', href: routes.expiring(), permission: 'customers:read' },
  { label: 'Approvals', href: routes.approvals(), permission: 'contact:approve' },
  { label: 'Audit log', href: routes.audit(), permission: 'audit:customers' },
  { label: 'Alerts', href: routes.alerts(), permission: 'alerts:read' },
  { label: 'Reviews', href: routes.reviews(), permission: 'reviews:read' },
  { label: 'Accounts', href: routes.accounts(), permission: 'accounts:manage' },
  { label: 'System', href: routes.system(), permission: 'system:read' },
];

/** Whether the open page is a destination's own page, or a page below it. */
export function isHere(href: string, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
