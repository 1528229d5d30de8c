/**
 * The query parameter by which a failed step-up tells its reason to the page it came from: a code of `sso-failures.ts`.
 */
export const STEP_UP_PARAM = 'stepUp';
