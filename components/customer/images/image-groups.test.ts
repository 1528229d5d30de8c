import { describe, expect, test } from 'vitest';
import type { ImageEntry } from '@/lib/contracts/images';
import { byGroup, pairFor, pictures } from './image-groups';

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
  expect(byGroup(shown).map(([group, members]) => [group, members.length])).toEqual([
    ['reference', 1],
    ['passport', 2],
  ]);
});
