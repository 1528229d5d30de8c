'use client';

import { createParser, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { KNOWN_DOCUMENTS } from '@/lib/contracts/customer';
import { DEFAULT_EXPIRING, EXPIRY_WINDOWS, type ExpiringParams } from '@/lib/contracts/directory';

/** In the order in which they are offered. */
export const WINDOWS = ['expired', ...EXPIRY_WINDOWS] as const;

const within = createParser<ExpiringParams['within']>({
  parse: (text) => WINDOWS.find((known) => String(known) === text) ?? null,
  serialize: String,
}).withDefault(DEFAULT_EXPIRING.within);
const nationality = createParser({
  parse: (text: string) => (/^\P{Cc}{1,60}$/u.test(text) ? text : null),
  serialize: String,
});
const PARSERS = { within, documentType: parseAsStringLiteral(KNOWN_DOCUMENTS), nationality };

/** The page's choice is its address, so that Back undoes it and a link carries it. */
export function useExpiring() {
  const [{ within, documentType, nationality }, set] = useQueryStates(PARSERS, { history: 'push' });
  const params = useMemo<ExpiringParams>(
    () => ({ within, ...(documentType && { documentType }), ...(nationality && { nationality }) }),
    [within, documentType, nationality],
  );
  return { params, set };
}
