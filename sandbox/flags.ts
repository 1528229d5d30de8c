import { parseArgs } from 'node:util';
import { DEFAULT_CUSTOMERS, DEFAULT_PORT, DEFAULT_SEED, SANDBOX_CREDENTIALS, type SandboxOptions } from './options.ts';

export const HELP = `An imitation Sentinel, for development and tests. Everybody in it is made up.

  --port N              port on 127.0.0.1 (default ${DEFAULT_PORT}; 0 = any free one)
  --customers N         how many customers there are (default ${DEFAULT_CUSTOMERS})
  --seed N              another seed makes other people (default ${DEFAULT_SEED})
  --row-shape SHAPE     strict: list rows as in the contract's example (default)
                        full: also nationality, gender, updatedAt
  --latency MS          wait before every vendor answer (default 0)
  --images WHEN         at-start: draw all before it is ready (default); on-demand: each when it is first asked for
  --client-uuid UUID    default ${SANDBOX_CREDENTIALS.clientUuid}, or SANDBOX_CLIENT_UUID
  --client-secret TEXT  default ${SANDBOX_CREDENTIALS.clientSecret}, or SANDBOX_CLIENT_SECRET
  --quiet               print nothing but the line that says it is ready
  --help                print this
`;

export type ParsedFlags = { help: true } | { help: false; quiet: boolean; options: SandboxOptions };

/** Throws an Error whose message is one sentence for the operator. */
export function parseFlags(args: string[], env: Record<string, string | undefined>): ParsedFlags {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      customers: { type: 'string' },
      seed: { type: 'string' },
      'row-shape': { type: 'string' },
      latency: { type: 'string' },
      images: { type: 'string' },
      'client-uuid': { type: 'string' },
      'client-secret': { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { help: true };
  const options: SandboxOptions = {};
  for (const flag of ['port', 'customers', 'seed', 'latency'] as const) {
    const text = values[flag];
    // Number('') is 0, and 0x10 is not what anybody means by a port.
    if (text !== undefined) options[flag] = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  }
  const rowShape = values['row-shape'];
  if (rowShape !== undefined) options.rowShape = rowShape as 'strict' | 'full';
  if (values.images !== undefined) options.images = values.images as 'at-start' | 'on-demand';
  const clientUuid = values['client-uuid'] ?? env.SANDBOX_CLIENT_UUID;
  if (clientUuid !== undefined) options.clientUuid = clientUuid;
  const clientSecret = values['client-secret'] ?? env.SANDBOX_CLIENT_SECRET;
  if (clientSecret !== undefined) options.clientSecret = clientSecret;
  return { help: false, quiet: values.quiet, options };
}
