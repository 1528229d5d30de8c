'use client';

import { useLayoutEffect } from 'react';

/**
 * Gives the tab a title while this part of the page is on screen. Next writes the title of the page that it shows, also
 * later on: ours stands until the part goes, and then Next's latest does.
 */
export function usePageTitle(title: string): void {
  useLayoutEffect(() => {
    let pages = document.title;
    const write = () => {
      if (document.title === title) return;
      pages = document.title;
      document.title = title;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      if (document.title === title) document.title = pages;
    };
  }, [title]);
}
