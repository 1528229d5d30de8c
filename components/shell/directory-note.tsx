import { TriangleAlert } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import { directoryWords } from '@/lib/words/directory';
import { useNow, useTimeZone } from './clock';

/** How old and how complete the directory is. Quiet, but always there. */
export function DirectoryNote({ status, className }: { status: DirectoryStatus; className?: string }) {
  const { text, attention } = directoryWords(status, useNow(), useTimeZone());
  return (
    <p className={cn('flex min-w-0 items-center gap-1 text-muted text-xs', className)}>
      {attention && <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-attention" />}
      <bdi>{text}</bdi>
    </p>
  );
}
