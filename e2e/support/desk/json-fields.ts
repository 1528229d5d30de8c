/** The fields of a JSON answer that hold something, as paths: `documents[].number`. Sorted, each once. */
export function fieldsOf(json: unknown, path = ''): string[] {
  if (json === null || json === undefined || json === '') return [];
  if (Array.isArray(json)) return unique(json.flatMap((item) => fieldsOf(item, `${path}[]`)));
  if (typeof json !== 'object') return [path];
  return unique(Object.entries(json).flatMap(([key, value]) => fieldsOf(value, path === '' ? key : `${path}.${key}`)));
}

/** Every text and number of a JSON answer under the fields that a test names. */
export function valuesOf(json: unknown): string[] {
  if (typeof json === 'string' || typeof json === 'number') return [String(json)];
  if (typeof json !== 'object' || json === null) return [];
  return Object.values(json).flatMap(valuesOf);
}

function unique(paths: string[]): string[] {
  return [...new Set(paths)].toSorted();
}
