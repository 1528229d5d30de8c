/** The path of the route that reveals one hidden field. */
export const revealApi = {
  field: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/reveal`,
} as const;
