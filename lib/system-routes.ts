/** Paths of the routes about the state of the desk. */
export const systemApi = {
  system: () => '/api/system',
  trouble: () => '/api/system/trouble',
} as const;
