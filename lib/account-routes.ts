/**
 * Paths of the routes about accounts, sessions and second factors. Apart from `routes.ts`, so that the pages which are
 * open all day do not load paths that they never call.
 */
export const accountApi = {
  accounts: () => '/api/accounts',
  account: (id: string) => `/api/accounts/${id}`,
  accountLink: (id: string) => `/api/accounts/${id}/link`,
  accountSecondFactor: (id: string) => `/api/accounts/${id}/second-factor`,
  accountBudgets: (id: string) => `/api/accounts/${id}/budgets`,
  accountSessions: (id: string) => `/api/accounts/${id}/sessions`,
  accountSession: (id: string, sessionId: string) => `/api/accounts/${id}/sessions/${sessionId}`,
  sessions: () => '/api/sessions',
  session: (id: string) => `/api/sessions/${id}`,
  otherSessions: () => '/api/sessions/others',
  prove: (by?: 'passkey') => `/api/session/prove${by ? `/${by}` : ''}`,
  secondFactor: (step?: 'confirm' | 'recovery-codes') => `/api/second-factor${step ? `/${step}` : ''}`,
  accountRecovery: (id: string) => `/api/accounts/${id}/recovery`,
  passkeys: (step?: 'enrolment' | 'sign-in' | 'proof') => `/api/passkeys${step ? `/${step}` : ''}`,
  passkey: (id: string) => `/api/passkeys/${id}`,
  setPassword: () => '/api/set-password',
} as const;
