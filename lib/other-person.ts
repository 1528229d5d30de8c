/**
 * The header by which a page names its owner's account. The cookie may be another person's by then: somebody has signed
 * in elsewhere in the same browser, or over a page whose session had ended. The server refuses such a call.
 */
export const ACCOUNT_HEADER = 'x-desk-account';

/** The query parameter by which a page learns that somebody else's page was dropped for it. */
export const OTHER_PERSON_PARAM = 'otherPerson';
