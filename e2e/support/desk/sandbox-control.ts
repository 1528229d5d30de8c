/** The sandbox's control endpoint, as tests speak to it: see sandbox/README.md. */

export interface NamedCustomer {
  key: string;
  uuid: string;
  email: string | null;
  phoneNumber: string | null;
  name: string | null;
  surname: string | null;
}

export interface VendorCall {
  /** When it came, ISO 8601, and how long its answer took; `null` while there is none. */
  at: string;
  durationMs: number | null;
  path: string;
  body: Record<string, unknown>;
  status: number | null;
}

export interface Fault {
  mode: string;
  path?: string;
  times?: number;
  status?: number;
  retryAfter?: number | string;
  ms?: number;
  when?: 'before-headers' | 'mid-body';
  location?: string;
  megabytes?: number;
  levels?: number;
  chunkBytes?: number;
  intervalMs?: number;
  totals?: number[];
  currentPage?: 'last' | 'asked';
  rows?: number;
  touch?: number;
  add?: number;
  remove?: number;
}

export type SandboxControl = ReturnType<typeof sandboxControl>;

export function sandboxControl(sandboxUrl: string) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${sandboxUrl}/__sandbox/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
  const log = async () => (await call<{ entries: VendorCall[] }>('GET', 'log')).entries;

  return {
    reset: () => call('POST', 'reset'),
    clearLog: () => call('DELETE', 'log'),
    log,
    /** What was called since the log was cleared, oldest first, as the last words of the paths: `listWithDoc`. */
    calls: async () => (await log()).map((entry) => entry.path.split('/')[2] ?? entry.path),
    order: async (sortBy: string, sortingOrder: string) =>
      (await call<{ uuids: string[] }>('GET', `order?sortBy=${sortBy}&sortingOrder=${sortingOrder}`)).uuids,
    named: async (key: string): Promise<NamedCustomer> => {
      const found = (await call<NamedCustomer[]>('GET', 'named')).find((one) => one.key === key);
      if (!found) throw new Error(`no named customer ${key}`);
      return found;
    },
    examples: async (scenario: string, limit = 5) =>
      (await call<{ customers: NamedCustomer[] }>('GET', `customers?scenario=${scenario}&limit=${limit}`)).customers,
    record: (uuid: string) => call<Record<string, unknown>>('GET', `customers/${uuid}`),
    patch: (uuid: string, change: Record<string, unknown>) => call('PATCH', `customers/${uuid}`, change),
    add: (customer: Record<string, unknown>) => call<NamedCustomer>('POST', 'customers', customer),
    remove: (uuid: string) => call('DELETE', `customers/${uuid}`),
    fault: (fault: Fault) => call('POST', 'faults', fault),
    faults: async () => (await call<{ faults: Fault[] }>('GET', 'faults')).faults,
    clearFaults: () => call('DELETE', 'faults'),
  };
}
