import { formatMoment } from '@/lib/words/format';

/** Covers the largest screens, px. The browser clips the rest. */
const REACH = 2400;
const LINE = 96;
const LINES = Array.from({ length: (2 * REACH) / LINE }, (_, line) => line);
const REPEATS = 12;
const GAP = '\u00a0'.repeat(8);

/**
 * The viewer's name and the time, faintly over the image. The watermark deters, and it shows in a photograph of the
 * screen. It proves nothing, because the browser's developer tools can remove it; the audit log is the proof.
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
