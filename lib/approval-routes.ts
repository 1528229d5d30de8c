/** Paths of the routes about the caller check and about changes that wait for a second person. */
export const approvalApi = {
  callerCheck: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/caller-check`,
  approvals: () => '/api/approvals',
  count: () => '/api/approvals/count',
  decide: (id: string, decision: 'approve' | 'decline') => `/api/approvals/${id}/${decision}`,
} as const;
