/** A query string of the defined values, with its question mark; an empty text without values. */
export function queryOf(values: Record<string, string | number | true | undefined>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) query.set(key, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
