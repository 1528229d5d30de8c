import 'server-only';

/**
 * A JSON object: not an array, not null. Keys such as `__proto__` are harmless, because `JSON.parse` makes them own
 * properties.
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
