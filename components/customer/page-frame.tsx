import type { ReactNode } from 'react';

/** The page's margins. Columns follow the room inside it (`@container`), not the window. */
export function PageFrame({ children }: { children: ReactNode }) {
  return <div className="@container mx-auto w-full max-w-[96rem] p-4">{children}</div>;
}
