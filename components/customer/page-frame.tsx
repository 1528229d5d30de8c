import type { ReactNode } from 'react';

/** The page's margins. Its width, not the window's, decides the number of columns (`@container`). */
export function PageFrame({ children }: { children: ReactNode }) {
  return <div className="@container mx-auto w-full max-w-[96rem] p-4">{children}</div>;
}
