'use client';

import { useRouter } from 'next/navigation';
import { routes } from '@/lib/routes';
import { rememberShownList } from '../shown-list';
import { keepText } from './address';

/** Opens a customer that a text has found: Back brings the text's whole result, and Next walks it. */
export function useOpenCustomer(): (uuid: string, text: string, newTab?: boolean) => void {
  const router = useRouter();
  return (uuid, text, newTab = false) => {
    if (newTab) {
      window.open(routes.customer(uuid), '_blank', 'noopener');
      return;
    }
    router.push(routes.customer(uuid));
    keepText(text);
    rememberShownList({ kind: 'result', query: { text } });
  };
}
