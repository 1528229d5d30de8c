import 'server-only';

/**
 * Alerts to administrators: kept in a table, shown on the page **Alerts**, sent to the operator's webhook.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { alert, wasRaised } from './alert';
export { sendAlerts } from './outbox';
export { pruneAlerts, readAlerts } from './read';
