import { describe, expect, test } from 'vitest';
import type { ImageEntry } from '@/lib/contracts/images';
import { byDocument, facePair, pairFor, pictures } from './image-groups';

const face = { id: 'reference', group: 'reference' } as const;
const frame = { id: 'liveness-1', group: 'liveness' } as const;
const front = { id: 'passport-front', group: 'passport' } as const;
const portrait = { id: 'passport-portrait', group: 'passport' } as const;

describe('what is laid side by side', () => {
  const all = [frame, face, front, portrait];

  test('a face with the portrait, a document with the reference face', () => {
    expect(pairFor('reference', all)).toEqual(['reference', 'passport-portrait']);
    expect(pairFor('liveness-1', all)).toEqual(['liveness-1', 'passport-portrait']);
    expect(pairFor('passport-front', all)).toEqual(['reference', 'passport-front']);
  });

  test('whatever there is, when there is no such pair', () => {
    expect(pairFor('reference', [face, front])).toEqual(['reference', 'passport-front']);
    expect(pairFor('passport-portrait', [front, portrait])).toEqual(['passport-portrait', 'passport-front']);
    expect(pairFor('liveness-1', [frame, face])).toEqual(['liveness-1', 'reference']);
    expect(pairFor('reference', [face])).toBeNull();
    expect(pairFor('gone', all)).toBeNull();
  });
});

test('an image whose bytes are missing says so', () => {
  const entries: ImageEntry[] = [
    { ...face, label: 'Reference face', shown: true, type: 'image/jpeg', width: 1, height: 1, bytes: 1 },
    { ...front, label: 'Passport, front', shown: true, type: 'image/jpeg', width: 1, height: 1, bytes: 1 },
    { ...portrait, label: 'Passport, portrait', shown: false, reason: 'Not an image.' },
  ];
  const shown = pictures(entries, new Map([['reference', 'blob:1']]));
  expect(shown.map(({ url, reason }) => [url, reason])).toEqual([
    ['blob:1', null],
    [null, 'This image did not arrive.'],
    [null, 'Not an image.'],
  ]);
});

describe('by document', () => {
  const back = { id: 'passport-2-back', group: 'passport' } as const;
  const odd = { id: 'passport-stamp', group: 'passport' } as const;
  const second = { id: 'passport-2-portrait', group: 'passport' } as const;

  test('each document has its sides, the reference face stands alone, the rest comes last', () => {
    const sorted = byDocument([frame, face, front, portrait, odd, back, second]);
    expect(sorted.reference).toBe(face);
    expect(sorted.others).toEqual([frame]);
    expect(sorted.documents).toEqual([
      { type: 'passport', place: 0, front, back: null, portrait, others: [odd] },
      { type: 'passport', place: 1, front: null, back, portrait: second, others: [] },
    ]);
  });

  test('the portrait goes with the reference face, where both can be shown', () => {
    const shown = [face, portrait, second].map((one) => ({ ...one, label: '', url: 'blob:1', reason: null }));
    expect(facePair(shown, { type: 'passport', place: 1 })).toEqual({
      first: 'reference',
      second: 'passport-2-portrait',
    });
    expect(facePair(shown, { type: 'emiratesId', place: 0 })).toBeNull();
    const lost = shown.map((one) => (one.id === 'reference' ? { ...one, url: null } : one));
    expect(facePair(lost, { type: 'passport', place: 0 })).toBeNull();
  });
});
