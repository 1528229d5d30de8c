import type { FaultMode } from '../control/fault-plan.ts';
import type { Fields } from '../world/record.ts';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The faults that change what an answer says, rather than how it travels. Errors pass unchanged. */
export function distort(body: unknown, mode: FaultMode): unknown {
  if (!isFields(body) || !isFields(body.data)) return body;
  const change = changes[mode];
  if (!change) return body;
  const { data } = body;
  const changed = Array.isArray(data.data)
    ? { ...data, data: data.data.map((row) => (isFields(row) ? change(row) : row)) }
    : change(data);
  return { ...body, data: changed };
}

const changes: Partial<Record<FaultMode, (fields: Fields) => Fields>> = {
  'only-uuid': ({ uuid }) => ({ uuid }),
  'no-uuid': ({ uuid: _uuid, ...rest }) => rest,
  // uuid stays: without it an answer is refused outright, and no-uuid is there to try that.
  'wrong-types': ({ uuid, ...rest }) => ({ uuid, ...wrongTypes(rest) }),
};

function wrongTypes(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, wrongType(value)]));
}

function wrongType(value: unknown): unknown {
  if (typeof value === 'string') return { value: value.length };
  if (typeof value === 'number') return `about ${value}`;
  if (typeof value === 'boolean') return [value];
  if (Array.isArray(value)) return { 0: 'not', 1: 'a list', length: -1 };
  if (isFields(value)) return wrongTypes(value);
  return 42;
}

const TWICE =
  '"uuid":"00000000-0000-4000-8000-000000000000","name":"First of Two","idFace":"data:image/png;base64,AAAA",';

/** The faults that change how JSON is spelled: its meaning stays, by the rules of JSON.parse. */
export function respell(parts: Buffer[], mode: FaultMode): Buffer[] {
  if (mode === 'escaped-slashes') return parts.map((part) => Buffer.from(part.toString().replaceAll('/', '\\/')));
  if (mode !== 'repeated-keys') return parts;
  const [first, ...rest] = parts;
  const text = first?.toString() ?? '';
  return [Buffer.from(text.replace('"data":{', (start) => start + TWICE)), ...rest];
}
