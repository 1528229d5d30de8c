'use client';

import { useRouter } from 'next/navigation';
import type { ComponentProps, MouseEvent } from 'react';

interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  href: string;
  /** What a plain press does in the place of the router. */
  onNavigate?: () => void;
}

/**
 * A link to a page of the desk. `next/link` weighs 2.5 KB (gzip) on every page, for prefetching: the desk's pages ask
 * Sentinel or leave events in the trail, so nothing fetches them before a person does.
 */
export function PageLink({ href, onClick, onNavigate, children, ...props }: PageLinkProps) {
  const router = useRouter();
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlain(event)) return;
    event.preventDefault();
    if (onNavigate) onNavigate();
    else router.push(href);
  };
  return (
    <a {...props} href={href} onClick={press}>
      {children}
    </a>
  );
}

/** Every other press is the browser's: a new tab or window, a download. */
function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
