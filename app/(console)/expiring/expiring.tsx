'use client';

import type { ComponentProps } from 'react';
import { ExpiringPage } from '@/components/expiring/expiring-page';
import { DialogHost } from '@/components/ui/dialog-host';
import { CreateLink } from '@/components/verification-link/create-link';
import { CreateLinks } from '@/components/verification-link/create-links';

const loadExport = () => import('@/components/export/worklist-export').then((module) => module.WorklistExport);

const loadViews = () => import('@/components/views/views-menu').then((module) => module.ViewsMenu);

type Given = Pick<ComponentProps<typeof ExpiringPage>, 'chosen' | 'first'>;

/** The Expiring page with the parts of other features. In the browser's code, because a function can't come from the server. */
export function Expiring(given: Given) {
  const parts = { CreateLink, CreateLinks, loadExport, loadViews };
  return (
    <DialogHost>
      <ExpiringPage {...given} {...parts} />
    </DialogHost>
  );
}
