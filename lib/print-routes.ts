/** The paths of the routes that record a print. */
export const printApi = {
  customer: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/print`,
  page: () => '/api/prints',
} as const;
