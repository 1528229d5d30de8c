import { MEASURES, type SoakReport } from './report.ts';

const WIDTH = 900;
const HEIGHT = 130;
const PAD = { left: 60, top: 24, between: 34 };
const UNITS = { memory: 'MB', descriptors: '', sockets: '', delay: 'ms' } as const;

/** The measures over time, one below the other, as an SVG of its own. */
export function drawGraph({ samples, minutes, people }: SoakReport): string {
  const last = Math.max(1, samples.at(-1)?.at ?? 1);
  const x = (at: number) => PAD.left + ((WIDTH - PAD.left - 16) * at) / last;
  const charts = MEASURES.map((measure, index) => {
    const top = PAD.top + index * (HEIGHT + PAD.between);
    const most = Math.max(1, ...samples.map((sample) => sample[measure])) * 1.1;
    const y = (value: number) => top + HEIGHT - (HEIGHT * value) / most;
    const points = samples.map((sample) => `${x(sample.at).toFixed(1)},${y(sample[measure]).toFixed(1)}`).join(' ');
    const label = `${measure}${UNITS[measure] === '' ? '' : `, ${UNITS[measure]}`}`;
    return `<text x="${PAD.left}" y="${top - 6}" font-weight="600">${label}</text>
<line x1="${PAD.left}" y1="${top + HEIGHT}" x2="${WIDTH - 16}" y2="${top + HEIGHT}" stroke="#888"/>
<text x="${PAD.left - 6}" y="${top + 10}" text-anchor="end">${Math.round(most)}</text>
<text x="${PAD.left - 6}" y="${top + HEIGHT}" text-anchor="end">0</text>
<polyline points="${points}" fill="none" stroke="#2b6cb0" stroke-width="1.5"/>`;
  });
  const height = PAD.top + MEASURES.length * (HEIGHT + PAD.between) + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="What the process held during ${minutes} minutes of ${people} people">
<rect width="100%" height="100%" fill="#fff"/>
${charts.join('\n')}
<text x="${WIDTH - 16}" y="${height - 6}" text-anchor="end">${minutes} minutes</text>
</svg>
`;
}
