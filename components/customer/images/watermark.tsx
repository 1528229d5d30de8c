import { useId } from 'react';
import { formatMoment } from '@/lib/words/format';

/** So often the text stands on an image on paper, where images are small. */
const TIMES = 40;

/** Px between the lines, and between the repetitions within a line. */
const LINE = 96;
const GAP = 56;
/** Px that a letter takes at most, at 12 px: a longer text would be cut at its tile's end. */
const LETTER = 8;

/**
 * The viewer's name and the time, faintly over the image. The watermark deters, and it shows in a photograph of the
 * screen. It proves nothing, because the browser's developer tools can remove it; the audit log is the proof.
 *
 * One tile that the browser repeats: 37,800 letters of their own took WebKit 3.7 seconds for each key.
 */
export function Watermark({ name, email, at }: { name: string; email: string; at: number }) {
  const id = useId();
  const text = `${name} · ${email} · ${formatMoment(new Date(at).toISOString())}`;
  const width = text.length * LETTER + GAP;
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute inset-0 size-full select-none fill-ink text-xs opacity-20 mix-blend-difference"
    >
      <defs>
        <pattern
          id={id}
          width={width}
          height={2 * LINE}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-24)"
          direction="ltr"
        >
          <text x={0} y={LINE / 2}>
            {text}
          </text>
          {/* Every second line begins half a text later, so that no column of the image stays free. */}
          <text x={width / 2} y={LINE * 1.5}>
            {text}
          </text>
          <text x={-width / 2} y={LINE * 1.5}>
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}

/** The same on paper, as lines of text that follow each other: Firefox prints no pattern of an SVG. */
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
