'use client';

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useCan } from '@/components/shell/viewer-context';
import type { DocumentAt } from '@/lib/kyc/verdict';

/** A wish to see the two faces of a document beside each other, from anywhere on the page. */
interface Evidence {
  /** The document whose faces are wanted; `null` while nobody has asked. */
  wanted: DocumentAt | null;
  /** `null` for people who may not see images. */
  compareFaces: ((document: DocumentAt) => void) | null;
  /** The viewer is open, or there is no such pair. */
  done: () => void;
}

const Context = createContext<Evidence>({ wanted: null, compareFaces: null, done: () => {} });

export function EvidenceProvider({ children }: { children: ReactNode }) {
  const mayView = useCan('images:view');
  const [wanted, setWanted] = useState<DocumentAt | null>(null);
  const done = useCallback(() => setWanted(null), []);
  const value = useMemo(() => ({ wanted, compareFaces: mayView ? setWanted : null, done }), [wanted, mayView, done]);
  return <Context value={value}>{children}</Context>;
}

export function useEvidence(): Evidence {
  return useContext(Context);
}
