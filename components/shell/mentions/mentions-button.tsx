'use client';

import { AtSign } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { MENTIONS_LIST } from '@/lib/note-headers';
import { unseenText } from '@/lib/words/notes';
import { formatCount } from '@/lib/words/numbers';

/** In the bar while a colleague has mentioned this person in a note that they have not seen. */
export function MentionsButton({ unseen }: { unseen: number }) {
  return (
    <Button
      variant="ghost"
      aria-label={unseenText(unseen)}
      title={unseenText(unseen)}
      onClick={() => window.dispatchEvent(new CustomEvent(MENTIONS_LIST, { detail: 'open' }))}
      className="px-2"
    >
      <AtSign aria-hidden />
      <span
        aria-hidden
        className="min-w-5 rounded-full bg-accent px-1.5 text-center font-semibold text-on-accent text-xs leading-5"
      >
        {formatCount(unseen)}
      </span>
    </Button>
  );
}
