import 'server-only';

/**
 * Sentences about people's use of the desk: rules over the trail, judged live and at night, kept until somebody closes
 * them.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { startReviews } from './live';
export { closeFinding, readFindings } from './read';
