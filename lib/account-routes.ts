/**
 * Paths of the routes about accounts, sessions and second factors. Apart from `routes.ts`, so that the pages which are
 * open all day do not load paths that they never call.
 */
export const accountApi = {
  accounts: () => '/api/accounts',
  account: (id: string) => `/api/accounts/${id}`,
  accountLink: (id: string) => `/api/accounts/${id}/link`,
  accountSecondFactor: (id: string) => `/api/accounts/${id}/second-factor`,
  accountSessions: (id: string) => `/api/accounts/${id}/sessions`,
  accountSession: (id: string, sessionId: string) => `/api/accounts/${id}/sessions/${sessionId}`,
  sessions: () => '/api/sessions',
  session: (id: string) => `/api/sessions/${id}`,
  otherSessions: () => '/api/sessions/others',
  prove: () => '/api/session/prove',
  secondFactor: (step?: 'confirm' | 'recovery-codes') => `/api/second-factor${step ? `/${step}` : ''}`,
  setPassword: () => '/api/set-password',
} as const;
