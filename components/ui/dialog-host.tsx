'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';

type Show = (dialog: ReactNode) => void;

const Host = createContext<Show | null>(null);

/**
 * The place for dialogs whose buttons may go: a row that leaves its list takes its button along. A dialog that shows
 * something once, such as a link, must stay until the person closes it.
 */
export function DialogHost({ children }: { children: ReactNode }) {
  const [dialog, show] = useState<ReactNode>(null);
  return (
    <Host value={show}>
      {children}
      {dialog}
    </Host>
  );
}

/**
 * Shows a dialog in the host around, or in the component itself where there is none.
 *
 * @returns what the component must render, and the function that shows a dialog, or none (`null`)
 */
export function useDialogHost(): [own: ReactNode, show: Show] {
  const host = useContext(Host);
  const [own, showOwn] = useState<ReactNode>(null);
  return [own, host ?? showOwn];
}
