import { draws } from '../world/draw.ts';
import type { DrawnKind } from './kinds.ts';
import { write } from './strokes.ts';

export type CardKind = Exclude<DrawnKind, 'face' | 'portrait'>;

export const CARD = { width: 1480, height: 936 };

interface Look {
  title: string;
  ground: string;
  ink: string;
  lines: readonly string[];
  portrait: boolean;
  machineReadable: boolean;
}

const LOOKS: Record<CardKind, Look> = {
  passport: {
    title: 'PASSPORT',
    ground: '#f3ecd9',
    ink: '#5c2434',
    lines: ['SURNAME  SPECIMEN', 'GIVEN NAMES  SYNTHETIC', 'DATE OF BIRTH  01 JAN 1990', 'AUTHORITY  NOWHERE'],
    portrait: true,
    machineReadable: true,
  },
  'emirates-front': {
    title: 'IDENTITY CARD',
    ground: '#e3efe6',
    ink: '#1f5a45',
    lines: ['ID NUMBER  784-0000-0000000-0', 'NAME  SYNTHETIC SPECIMEN', 'NATIONALITY  NONE', 'EXPIRY  01/01/2099'],
    portrait: true,
    machineReadable: false,
  },
  'emirates-back': {
    title: 'CARD BACK',
    ground: '#dfe9f1',
    ink: '#234a6b',
    lines: ['CARD NUMBER  000000000', 'OCCUPATION  DRAWING', 'ISSUED AT  NOWHERE'],
    portrait: false,
    machineReadable: true,
  },
  'egypt-front': {
    title: 'NATIONAL ID',
    ground: '#f1e6d3',
    ink: '#6b4a16',
    lines: ['NUMBER  00000000000000', 'NAME  SYNTHETIC SPECIMEN', 'ADDRESS  1 NO STREET'],
    portrait: true,
    machineReadable: false,
  },
  'egypt-back': {
    title: 'CARD BACK',
    ground: '#eadfcd',
    ink: '#5a3c12',
    lines: ['PROFESSION  DRAWING', 'ISSUED  NEVER', 'VALID UNTIL  01/01/2099'],
    portrait: false,
    machineReadable: false,
  },
};

/** A document that resembles no state's: invented layout, invented words, SPECIMEN across it. */
export function cardSvg(seed: number, kind: CardKind, variant: number): string {
  const look = LOOKS[kind];
  const draw = draws(seed, variant, 600 + kind.length);
  const left = look.portrait ? 500 : 110;
  const waves = Array.from({ length: 14 }, (_, row) => {
    const y = 90 + row * 62;
    const bend = draw.between(-60, 60);
    return `<path d="M0 ${y}Q370 ${y + bend} 740 ${y}T1480 ${y}"/>`;
  });
  const fields = look.lines.map((line, row) =>
    write(line, { x: left, y: 270 + row * 92, size: 34, colour: '#222222' }),
  );
  const code = look.machineReadable
    ? write('P<XXSPECIMEN<<SYNTHETIC<<<<<<<<<<<<', { x: 90, y: 790, size: 38, colour: '#111111' }) +
      write('0000000000XXX9001017F9901011<<<<<00', { x: 90, y: 858, size: 38, colour: '#111111' })
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 1480 936">
<rect width="1480" height="936" fill="${look.ground}"/>
<g fill="none" stroke="${look.ink}" stroke-opacity=".25" stroke-width="3">${waves.join('')}</g>
<rect width="1480" height="150" fill="${look.ink}"/>
${write(look.title, { x: 90, y: 42, size: 66, colour: '#ffffff' })}
${look.portrait ? portrait(variant, look.ink) : ''}
${fields.join('')}${code}
<g transform="rotate(-14 740 500)" opacity=".72">${write('SPECIMEN', { x: 190, y: 420, size: 150, colour: '#c62828', weight: 0.12 })}</g>
</svg>`;
}

function portrait(variant: number, ink: string): string {
  const tint = ['#c98b5e', '#e0ac7e', '#a86b42'][variant % 3];
  return `<rect x="90" y="220" width="350" height="450" fill="#fff" stroke="${ink}" stroke-width="6"/>
<path d="M110 664C120 540 200 530 265 530S410 540 420 664Z" fill="${ink}"/><ellipse cx="265" cy="410" rx="105" ry="130" fill="${tint}"/>
<circle cx="228" cy="400" r="10"/><circle cx="302" cy="400" r="10"/><path d="M225 470Q265 500 305 470" stroke="#7a2b27" stroke-width="8" fill="none"/>`;
}
