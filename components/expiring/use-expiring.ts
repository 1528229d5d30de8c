'use client';

import { createParser, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect, useMemo } from 'react';
import { keptChoice, useKept } from '@/components/ui/kept-choice';
import { DEFAULT_EXPIRING, EXPIRY_WINDOWS, type ExpiringParams } from '@/lib/contracts/directory';
import { KNOWN_DOCUMENTS } from '@/lib/kyc/document-types';

/** In the order in which they are offered. */
export const WINDOWS = ['expired', ...EXPIRY_WINDOWS] as const;

const within = createParser<ExpiringParams['within']>({
  parse: (text) => WINDOWS.find((known) => String(known) === text) ?? null,
  serialize: String,
});
const nationality = createParser({
  parse: (text: string) => (/^\P{Cc}{1,60}$/u.test(text) ? text : null),
  serialize: String,
});
const PARSERS = { within, documentType: parseAsStringLiteral(KNOWN_DOCUMENTS), nationality };

/** The window that was chosen last. */
const choice = keptChoice('desk-expiring-within');

/**
 * The page's choice is its address, so that Back undoes it and a link carries it. An address without a window is the
 * one that this browser chose last; until it is `stated`, nothing is to be asked for.
 */
export function useExpiring() {
  const [{ within: asked, documentType, nationality }, set] = useQueryStates(PARSERS, { history: 'push' });
  const kept = useKept(choice);
  const within = asked ?? PARSERS.within.parse(kept) ?? DEFAULT_EXPIRING.within;
  const params = useMemo<ExpiringParams>(
    () => ({ within, ...(documentType && { documentType }), ...(nationality && { nationality }) }),
    [within, documentType, nationality],
  );
  useEffect(() => {
    if (asked !== null) return;
    // Stated at once: Back must lead to what was shown here, not to what was chosen afterwards. Read anew: a whole load
    // hydrates as the server drew it, without the choice.
    const chosen = PARSERS.within.parse(choice.read()) ?? DEFAULT_EXPIRING.within;
    void set({ within: chosen }, { history: 'replace' });
  }, [asked, set]);
  const choose = (change: Parameters<typeof set>[0] & object) => {
    if ('within' in change && change.within) choice.write(String(change.within));
    void set(change);
  };
  return { params, stated: asked !== null, choose };
}
