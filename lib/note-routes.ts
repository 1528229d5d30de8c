/** Paths of the routes about notes, mentions, and who looks at a customer. */
const ofCustomer = (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}`;

export const noteApi = {
  notes: (uuid: string) => `${ofCustomer(uuid)}/notes`,
  note: (uuid: string, id: string) => `${ofCustomer(uuid)}/notes/${id}`,
  looking: (uuid: string) => `${ofCustomer(uuid)}/looking`,
  colleagues: () => '/api/colleagues',
  mentions: () => '/api/mentions',
  mentionsSeen: () => '/api/mentions/seen',
} as const;
