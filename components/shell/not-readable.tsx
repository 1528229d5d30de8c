import { TriangleAlert } from 'lucide-react';

/** A value that Sentinel gave and the desk cannot read, in amber with an icon. Any text fits: it wraps anywhere. */
export function NotReadable({ text }: { text: string }) {
  return (
    <span title={text} className="flex min-w-0 items-start gap-1.5 py-0.5 font-medium text-attention">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="line-clamp-4 wrap-anywhere">
        <bdi>{text}</bdi>
      </span>
    </span>
  );
}
