'use client';

import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react';
import { CustomerLink } from '@/components/shell/customer-link';
import { Button, buttonClass } from '@/components/ui/button';
import { useNeighbours } from './use-neighbours';

/**
 * Links to the previous and next customer of the list that this one was opened from. They replace the page in the
 * browser's history, so that Back still leads to the list.
 */
export function NeighbourLinks({ uuid }: { uuid: string }) {
  const { previous, next, failed } = useNeighbours(uuid);
  if (previous === undefined && next === undefined && failed === null) return null;
  return (
    <nav aria-label="In this list" className="flex items-center gap-1">
      {failed && (
        <>
          <span role="status" className="text-muted text-xs">
            <bdi>Next and previous could not be loaded.</bdi>
          </span>
          <Button size="sm" loading={failed.retrying} onClick={failed.retry}>
            Try again
          </Button>
        </>
      )}
      <Neighbour uuid={previous} label="Previous customer" icon={ChevronLeft} />
      <Neighbour uuid={next} label="Next customer" icon={ChevronRight} />
    </nav>
  );
}

interface NeighbourProps {
  uuid: string | undefined;
  label: string;
  icon: LucideIcon;
}

function Neighbour({ uuid, label, icon: Icon }: NeighbourProps) {
  if (uuid === undefined) return null;
  return (
    <CustomerLink uuid={uuid} replace aria-label={label} title={label} className={buttonClass({ size: 'icon' })}>
      <Icon aria-hidden className="rtl:-scale-x-100" />
    </CustomerLink>
  );
}
