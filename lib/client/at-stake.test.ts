import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveWhenFree, putAtStake, signingOut } from './at-stake';
import { sessionEnded } from './session-end';

const takenBack: (() => void)[] = [];
beforeEach(() => {
  vi.stubGlobal('window', { location: { pathname: '/customers', search: '', assign: vi.fn() } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (const takeBack of takenBack.splice(0)) takeBack();
});

function stake(signedIn = true) {
  const made = { ask: vi.fn((_: () => void) => {}), signInAgain: vi.fn(async () => signedIn) };
  const takeBack = putAtStake(made);
  takenBack.push(takeBack);
  return { ...made, takeBack };
}

test('leaving asks the newest stake, and asks nothing once each is taken back', () => {
  const leave = vi.fn();
  const [form, dialog] = [stake(), stake()];
  leaveWhenFree(leave);
  expect(dialog.ask).toHaveBeenCalledTimes(1);
  expect(form.ask).not.toHaveBeenCalled();
  expect(leave).not.toHaveBeenCalled();
  dialog.takeBack();
  leaveWhenFree(leave);
  expect(form.ask).toHaveBeenCalledTimes(1);
  form.takeBack();
  leaveWhenFree(leave);
  expect(leave).toHaveBeenCalledTimes(1);
});

test('a session that has ended is renewed over the page only where something would be lost', async () => {
  expect(await sessionEnded()).toBe(false);
  stake(false);
  expect(await sessionEnded()).toBe(false);
  stake();
  expect(await sessionEnded()).toBe(true);
});

test('calls that fail together share one question, and the next failure asks anew', async () => {
  const form = stake();
  expect(await Promise.all([sessionEnded(), sessionEnded(), sessionEnded()])).toEqual([true, true, true]);
  expect(form.signInAgain).toHaveBeenCalledTimes(1);
  await sessionEnded();
  expect(form.signInAgain).toHaveBeenCalledTimes(2);
});

test('while the person signs out a refusal leads nowhere, and to the sign-in page where that has failed', async () => {
  const { assign } = window.location;
  const form = stake();
  signingOut(Promise.resolve());
  void sessionEnded();
  await new Promise(setImmediate);
  expect(form.signInAgain).not.toHaveBeenCalled();
  form.takeBack();
  let fail = (_: Error) => {};
  signingOut(
    new Promise((_, reject) => {
      fail = reject;
    }),
  );
  const refused = sessionEnded();
  await new Promise(setImmediate);
  expect(assign).not.toHaveBeenCalled();
  fail(new Error('No answer'));
  expect(await refused).toBe(false);
  expect(assign).toHaveBeenCalledTimes(1);
});
