import type { ReactNode } from 'react';
import { requireViewer } from '@/lib/server/http/viewer';

/** Refuses before the page's skeleton is sent. Next keeps a layout between navigations, so the page checks as well. */
export default async function Guard({ children }: { children: ReactNode }) {
  await requireViewer('contact:approve');
  return children;
}
