import { formatMoment } from '@/lib/words/format';

/** Enough to cover the largest screens; what is outside is clipped. px. */
const REACH = 2400;
const LINE = 96;
const LINES = Array.from({ length: (2 * REACH) / LINE }, (_, line) => line);
const REPEATS = 12;
const GAP = '\u00a0'.repeat(8);

/**
 * Who looked and when, faintly over everything: it deters, and it shows in a photograph of the screen. Anyone with the
 * page's tools can remove it, so it proves nothing; the audit log does.
 */
export function Watermark({ name, email, at }: { name: string; email: string; at: number }) {
  const text = `${name} · ${email} · ${formatMoment(new Date(at).toISOString())}`;
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute inset-0 size-full select-none fill-ink text-xs opacity-20 mix-blend-difference"
    >
      <g transform="rotate(-24)" direction="ltr">
        {LINES.map((line) => (
          <text key={line} x={-REACH / 2 - (line % 2) * 160} y={line * LINE}>
            {`${text}${GAP}`.repeat(REPEATS)}
          </text>
        ))}
      </g>
    </svg>
  );
}
