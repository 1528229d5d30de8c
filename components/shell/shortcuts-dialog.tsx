'use client';

import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';

const GROUPS: readonly { title: string; keys: readonly (readonly [keys: readonly string[], does: string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [['?'], 'Show these shortcuts'],
      [['Esc'], 'Close what is open'],
    ],
  },
  {
    title: 'Customers',
    keys: [
      [['/'], 'Go to the search box'],
      [['j', '↓'], 'Next row'],
      [['k', '↑'], 'Previous row'],
      [['Home'], 'First row'],
      [['End'], 'Last row'],
      [['Enter'], 'Open the customer'],
      [['m'], 'Copy the row’s e-mail'],
      [['p'], 'Copy the row’s phone number'],
      [['['], 'Previous page'],
      [[']'], 'Next page'],
    ],
  },
  { title: 'Customer', keys: [[['e'], 'Edit the contact, where your role may']] },
  {
    title: 'Audit log',
    keys: [
      [['j', '↓'], 'Next event, from an event’s own button'],
      [['k', '↑'], 'Previous event'],
      [['['], 'Newer events'],
      [[']'], 'Older events'],
    ],
  },
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  useClosesWithView(onClose);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts" className="max-w-3xl">
      <div className="gap-8 sm:columns-2">
        {GROUPS.map((group) => (
          <section key={group.title} aria-label={group.title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-medium text-muted text-xs">{group.title}</h3>
            <dl>
              {group.keys.map(([keys, does]) => (
                <div
                  key={does}
                  className="flex h-8 items-center justify-between gap-4 border-line border-b last:border-0"
                >
                  <dt>{does}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
