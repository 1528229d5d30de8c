import { expect, test } from 'vitest';
import { ApiError } from '@/lib/client/api-error';
import { IMAGES_STAY, isAwaited, LOCKED, revealStep, timeLeft } from './reveal-state';

const IMAGES = { manifest: { uuid: 'a', optimized: false, images: [] }, urls: new Map(), shownAt: 1_000 };
const ERROR = new ApiError('sentinel_timeout', 'x', 503);
const ASKED = revealStep(LOCKED, { type: 'ask', optimized: false });

test('shows the images that were asked for', () => {
  expect(ASKED.view).toEqual({ phase: 'loading', optimized: false });
  expect(revealStep(ASKED, { type: 'answer', turn: ASKED.turn, images: IMAGES }).view).toMatchObject({
    phase: 'shown',
    shownAt: 1_000,
    until: 1_000 + IMAGES_STAY,
  });
});

test('images that are kept stay for five minutes from then on, and hidden ones stay hidden', () => {
  const shown = revealStep(ASKED, { type: 'answer', turn: ASKED.turn, images: IMAGES });
  const kept = revealStep(shown, { type: 'keep', turn: ASKED.turn, at: 200_000 });
  expect(kept.view).toMatchObject({ phase: 'shown', shownAt: 1_000, until: 200_000 + IMAGES_STAY });
  const hidden = revealStep(shown, { type: 'lock', why: 'expired' });
  expect(hidden.view).toEqual({ phase: 'locked', why: 'expired' });
  // Other words: they were on screen for longer than five minutes.
  expect(revealStep(kept, { type: 'lock', why: 'expired' }).view).toEqual({ phase: 'locked', why: 'expired-kept' });
  expect(revealStep(kept, { type: 'lock', why: 'left' }).view).toEqual({ phase: 'locked', why: 'left' });
  expect(revealStep(hidden, { type: 'keep', turn: ASKED.turn, at: 200_000 })).toBe(hidden);
  expect(revealStep(ASKED, { type: 'keep', turn: ASKED.turn, at: 200_000 })).toBe(ASKED);
});

test('images that are shown stay while others are asked for, and when these do not come', () => {
  const shown = revealStep(ASKED, { type: 'answer', turn: ASKED.turn, images: IMAGES });
  const asked = revealStep(shown, { type: 'ask', optimized: false });
  expect(asked.view).toMatchObject({ phase: 'shown', urls: IMAGES.urls, others: 'asked' });
  expect(revealStep(asked, { type: 'fail', turn: asked.turn, error: ERROR }).view).toMatchObject({
    phase: 'shown',
    urls: IMAGES.urls,
    others: ERROR,
  });
  const others = { ...IMAGES, shownAt: 5_000 };
  const there = revealStep(asked, { type: 'answer', turn: asked.turn, images: others });
  expect(there.view).toEqual({ phase: 'shown', ...others, until: 5_000 + IMAGES_STAY });
  // Their time is over first: the others come all the same.
  const late = revealStep(asked, { type: 'lock', why: 'expired' });
  expect(late.view).toEqual({ phase: 'loading', optimized: false });
  expect(revealStep(late, { type: 'answer', turn: asked.turn, images: others }).view).toEqual(there.view);
  expect(revealStep(asked, { type: 'lock', why: 'hidden' }).view).toEqual({ phase: 'locked', why: 'hidden' });
});

test('others whose question was declined are no longer on their way: the time of those that are shown ends as ever', () => {
  const shown = revealStep(ASKED, { type: 'answer', turn: ASKED.turn, images: IMAGES });
  const stopped = revealStep(revealStep(shown, { type: 'ask', optimized: false }), { type: 'stopped' });
  expect(stopped.view).toMatchObject({ phase: 'shown', urls: IMAGES.urls, others: undefined });
  expect(revealStep(stopped, { type: 'lock', why: 'expired' }).view).toEqual({ phase: 'locked', why: 'expired' });
  expect(revealStep(shown, { type: 'stopped' })).toBe(shown);
});

test('drops an answer, and a failure, that comes after a lock or after another request', () => {
  for (const later of [
    revealStep(ASKED, { type: 'lock', why: 'left' }),
    revealStep(ASKED, { type: 'ask', optimized: true }),
  ]) {
    expect(isAwaited(later, ASKED.turn)).toBe(false);
    expect(revealStep(later, { type: 'answer', turn: ASKED.turn, images: IMAGES })).toBe(later);
    expect(revealStep(later, { type: 'fail', turn: ASKED.turn, error: ERROR })).toBe(later);
  }
});

test('a failure remembers which images were asked for, so that Try again asks for the same', () => {
  const asked = revealStep(LOCKED, { type: 'ask', optimized: true });
  expect(revealStep(asked, { type: 'fail', turn: asked.turn, error: ERROR }).view).toEqual({
    phase: 'failed',
    optimized: true,
    error: ERROR,
  });
});

test('images are due after five minutes by the clock', () => {
  const until = 1_000 + IMAGES_STAY;
  expect(timeLeft(until, 1_000)).toBe(5 * 60_000);
  expect(timeLeft(until, until - 1)).toBe(1);
  expect(timeLeft(until, until)).toBe(0);
  expect(timeLeft(until, 1_000 + 60 * 60_000)).toBeLessThan(0);
});
