import { parseArgs } from 'node:util';
import { type AuditExportBody, auditExportSchema } from '@/lib/contracts/audit-queries';
import { UsageError } from '../accounts/arguments.ts';

export const USAGE = `Usage: npm run audit -- <what> [flags]

  verify  [--checkpoints FILE] [--archived-to N]
          recomputes the whole chain and compares it with the signed checkpoints
  export  [--from DAY] [--to DAY] --format jsonl|csv [--output FILE]
          writes events, oldest first, with their SHA-256 on the last line; DAY is a UTC day like 2026-11-24 (the whole
          of it) or a time like 2026-11-24T14:05:00Z. Without --output use \`npm run -s\`, so that npm adds no line.
  new-checkpoint-key NAME
          prints a signing key for AUDIT_CHECKPOINT_KEY, and the public half for whoever checks the notes

Exit codes: 0 intact, or exported; 1 not intact; 2 not understood, or it could not be done.
The database is found like that of \`npm run accounts\`. The keys are AUDIT_KEY and AUDIT_KEYS_RETIRED (also from .env),
or the running demo's own; the checkpoints are in AUDIT_CHECKPOINT_FILE unless given.
`;

export type Request =
  | { action: 'verify'; checkpoints?: string | undefined; archivedTo?: number | undefined }
  | { action: 'new-checkpoint-key'; name: string }
  | { action: 'export'; body: AuditExportBody; output?: string | undefined };

/** Throws a UsageError that says what is missing or unknown. */
export function parseRequest(args: string[]): Request | 'help' {
  const { values, positionals } = parse(args);
  const [action, ...rest] = positionals;
  if (values.help || action === 'help') return 'help';
  if (action === 'new-checkpoint-key') {
    const [name, ...more] = rest;
    if (name === undefined || more.length > 0 || !/^[^\s+]{1,100}$/.test(name)) {
      throw new UsageError('new-checkpoint-key needs one name, such as desk.example.com/audit.');
    }
    return { action, name };
  }
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one word too many.`);
  const { checkpoints, 'archived-to': archivedTo, output, from, to, format } = values;
  if (action === 'verify') {
    if (archivedTo !== undefined && !/^\d{1,15}$/.test(archivedTo)) {
      throw new UsageError('--archived-to must be the number of an event.');
    }
    return { action, checkpoints, archivedTo: archivedTo === undefined ? undefined : Number(archivedTo) };
  }
  if (action !== 'export') throw new UsageError(action ? `There is no "${action}".` : 'Say what to do.');
  const body = auditExportSchema.safeParse({ format, ...(from && { from }), ...(to && { to }) });
  if (body.success) return { action, body: body.data, output };
  const [issue] = body.error.issues;
  throw new UsageError(`--${issue?.path.join('.')} ${issue?.message}.`);
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { checkpoints: text, 'archived-to': text, from: text, to: text, format: text, output: text };
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...options, help: { type: 'boolean' } } });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${sentence?.replace(/\.$/, '')}.`);
  }
}
