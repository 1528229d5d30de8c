import { parseArgs } from 'node:util';
import { parsePort } from '../process/ports.ts';
import { Problem } from '../process/problem.ts';
import type { SandboxFlags } from './sandbox.ts';

export interface StackFlags {
  port: number;
  sandbox: SandboxFlags;
  help: boolean;
}

export const STACK_HELP = `
  --port N              where the desk listens (default 3000, or PORT)
  --customers N         how many customers the sandbox makes up (default 2400)
  --latency MS          how long the sandbox waits before every answer (default 0)
  --row-shape SHAPE     full (default here) or strict: which fields its list rows have
  --help                print this
`;

/** The flags of `npm run demo` and `npm run dev`. Throws a Problem for what it does not understand. */
export function parseStackFlags(args: string[], env: Record<string, string | undefined>): StackFlags {
  const { port, help, customers, latency, 'row-shape': rowShape } = parse(args);
  const text = port ?? (env.PORT || '3000');
  return {
    port: parsePort(text, port === undefined ? 'PORT' : '--port'),
    help: help === true,
    sandbox: { customers, latency, rowShape: rowShape ?? 'full' },
  };
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = {
      port: text,
      customers: text,
      latency: text,
      'row-shape': text,
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    // parseArgs goes on to explain "--"; its first sentence is enough.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new Problem(`${sentence?.replace(/\.$/, '')}. See --help.`);
  }
}
