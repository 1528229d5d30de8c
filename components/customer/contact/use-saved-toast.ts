'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCustomerOpening } from '@/components/address/customer-stage';
import { forgetShownList } from '@/components/address/shown-list';
import { useToast } from '@/components/ui/toast';
import { leaveWhenFree } from '@/lib/client/at-stake';
import { undoLater } from '@/lib/client/contact-undo';
import { routes } from '@/lib/routes';
import { UNDO_WORDS } from '@/lib/words/contact-undo';
import { fullName } from '@/lib/writing/names';
import { NAMELESS } from '../known-customer';

interface Saved {
  title: string;
  customer: { uuid: string; name: string | null; surname: string | null };
}

/**
 * Tells of a saved contact by a toast that names the customer, with the way to undo it. The toast outlives the page: from
 * another page it leads back first, so that nothing is changed of a customer who is not on screen.
 */
export function useSavedToast(): (saved: Saved) => void {
  const toast = useToast();
  const client = useQueryClient();
  const openCustomer = useCustomerOpening();
  return ({ title, customer }) => {
    const path = routes.customer(customer.uuid);
    const askForUndo = undoLater(client, customer.uuid);
    const onSelect = () => {
      askForUndo?.();
      if (window.location.pathname === path) return;
      leaveWhenFree(() => {
        // Not opened from the list that was shown last: their neighbours are not of that list.
        forgetShownList();
        openCustomer(customer.uuid);
      });
    };
    toast({
      title,
      description: fullName(customer) ?? NAMELESS,
      tone: 'good',
      ...(askForUndo && { action: { label: UNDO_WORDS.undo, onSelect } }),
    });
  };
}
