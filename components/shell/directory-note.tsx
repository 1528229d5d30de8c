import { TriangleAlert } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import { countedText, directoryWords } from '@/lib/words/directory';
import { useNow, useTimeZone } from './clock';

interface DirectoryNoteProps {
  status: DirectoryStatus;
  /** When the figures beside it were counted; `null`: just now. */
  counted?: string | null;
  className?: string;
}

/** How old and how complete the directory is. Quiet, but always there. */
export function DirectoryNote({ status, counted = null, className }: DirectoryNoteProps) {
  const [now, zone] = [useNow(), useTimeZone()];
  const { text, attention } = directoryWords(status, now, zone);
  const age = countedText(counted, now, zone);
  return (
    <p className={cn('flex min-w-0 items-center gap-1 text-muted text-xs', className)}>
      {attention && <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-attention" />}
      <bdi>{text}</bdi>
      {age !== null && <bdi>{age}</bdi>}
    </p>
  );
}
