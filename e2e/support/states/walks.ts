import { CUSTOMER, HIDDEN } from './customer-states';
import { CUSTOMERS, EXPIRING } from './list-states';
import { OVERSIGHT } from './oversight-states';
import type { Walk } from './state';

/** All states, by who reaches them. */
export const WALKS: readonly Walk[] = [
  { name: 'Customers', role: 'compliance', states: CUSTOMERS },
  { name: 'Expiring', role: 'compliance', quiet: /50\d/, states: EXPIRING },
  { name: 'a customer', role: 'admin', quiet: /502|503|ERR_FAILED|Failed to load/, states: CUSTOMER },
  { name: 'what administrators look after', role: 'admin', quiet: /404/, states: OVERSIGHT },
  { name: 'hidden fields', role: 'support', quiet: /422/, states: HIDDEN },
];
