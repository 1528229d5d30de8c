import { formatMoment } from '@/lib/words/format';

/** So often the text stands on an image, which is small on paper. */
const TIMES = 40;

/**
 * The viewer's name and the time, over an image on paper: the watermark of the screen is a pattern, and Firefox prints
 * none. Lines follow each other without a gap, so that no part of the image stays free.
 */
export function PaperMark({ name, email, at }: { name: string; email: string; at: number }) {
  const text = `${name} · ${email} · ${formatMoment(new Date(at).toISOString())} `;
  return (
    <span aria-hidden data-mark dir="ltr" className="pointer-events-none absolute inset-0 overflow-hidden">
      <span className="absolute -inset-full block -rotate-24 text-ink text-xs leading-8 opacity-40">
        {text.repeat(TIMES)}
      </span>
    </span>
  );
}
