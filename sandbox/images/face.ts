import { type Draws, draws } from '../world/draw.ts';
import { write } from './strokes.ts';

const SKIN = ['#f2d3b3', '#e0ac7e', '#c98b5e', '#a86b42', '#8a5433', '#f6dcc6'];
const HAIR = ['#2b2019', '#5a3a22', '#111318', '#7c4a25', '#3c3c44', '#8f6b3c'];
const CLOTH = ['#2f6f8f', '#7a3b69', '#3d6b46', '#9a5b2e', '#46508c', '#6b6b6b'];

const FACE = { width: 900, height: 1120 };

/** A cartoon: nobody may take it for a photograph of a person. `plain` is the portrait of a document. */
export function faceSvg(seed: number, variant: number, plain: boolean): string {
  const draw = draws(seed, variant, 500);
  const skin = SKIN[variant % SKIN.length] ?? '#e0ac7e';
  const hair = HAIR[(variant * 5 + 1) % HAIR.length] ?? '#222222';
  const cloth = CLOTH[variant % CLOTH.length] ?? '#446688';
  const ground = plain ? '#dfe6ea' : '#b9c7bd';
  const scarf = variant % 3 === 1;
  const { width, height } = FACE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 900 1120">
<rect width="900" height="1120" fill="${ground}"/>
${plain ? '' : '<path d="M0 760L900 560V1120H0Z" fill="#9fb0a8"/>'}
<path d="M130 1120C150 880 320 850 450 850S750 880 770 1120Z" fill="${cloth}"/>
<rect x="375" y="720" width="150" height="190" rx="60" fill="${skin}"/>
${scarf ? `<ellipse cx="450" cy="530" rx="310" ry="390" fill="${cloth}"/>` : `<ellipse cx="450" cy="430" rx="280" ry="270" fill="${hair}"/>`}
<ellipse cx="450" cy="540" rx="235" ry="295" fill="${skin}"/>
${scarf ? '' : `<path d="M215 500C230 ${draw.between(260, 330)} 400 260 450 300S680 270 685 500C640 400 560 380 450 385S260 400 215 500Z" fill="${hair}"/>`}
${features(draw, hair)}
${write('SPECIMEN', { x: 120, y: 60, size: 84, colour: '#b3261e', weight: 0.13 })}
${write(plain ? 'SYNTHETIC PORTRAIT' : 'SYNTHETIC FRAME', { x: 120, y: 1040, size: 38, colour: '#ffffff' })}
</svg>`;
}

function features(draw: Draws, hair: string): string {
  const eye = draw.between(22, 32);
  const smile = draw.between(20, 60);
  const glasses = draw.chance(0.35);
  return `<g><ellipse cx="360" cy="510" rx="${eye + 14}" ry="${eye}" fill="#fff"/><ellipse cx="540" cy="510" rx="${eye + 14}" ry="${eye}" fill="#fff"/>
<circle cx="362" cy="512" r="17" fill="#2a2a33"/><circle cx="542" cy="512" r="17" fill="#2a2a33"/>
<path d="M310 450Q360 ${420 + draw.between(0, 14)} 410 450M490 450Q540 424 590 450" stroke="${hair}" stroke-width="16" fill="none" stroke-linecap="round"/>
<path d="M450 520L430 610Q450 628 476 612" stroke="#00000055" stroke-width="9" fill="none" stroke-linecap="round"/>
<path d="M365 690Q450 ${690 + smile} 535 690" stroke="#8c2f2b" stroke-width="15" fill="none" stroke-linecap="round"/>
${glasses ? '<g stroke="#222" stroke-width="9" fill="none"><circle cx="360" cy="512" r="72"/><circle cx="540" cy="512" r="72"/><path d="M432 505H468"/></g>' : ''}</g>`;
}
