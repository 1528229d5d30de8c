/** Where a step-up that failed says so, in the address of the page it came from: one of the codes of `sso-failures.ts`. */
export const STEP_UP_PARAM = 'stepUp';
