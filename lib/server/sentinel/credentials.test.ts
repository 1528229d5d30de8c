import { expect, it } from 'vitest';
import { createCredentialsWatch } from './credentials';

function watch() {
  const clock = { now: 1_000_000 };
  return { clock, credentials: createCredentialsWatch(() => clock.now) };
}

it('knows nothing before the first call', () => {
  expect(watch().credentials.state()).toEqual({ refusedSince: null, lastAnswer: null });
});

it('counts a refusal since the first one, until the same kind of call is answered', () => {
  const { clock, credentials } = watch();
  credentials.refused('list');
  clock.now += 5_000;
  credentials.refused('list');
  credentials.answered('detail');
  expect(credentials.state()).toEqual({ refusedSince: 1_000_000, lastAnswer: 1_005_000 });
  credentials.answered('list');
  expect(credentials.state().refusedSince).toBeNull();
});

it('takes any answer as a proof that the credentials themselves are accepted', () => {
  const { credentials } = watch();
  credentials.refused('self');
  credentials.answered('images');
  expect(credentials.state().refusedSince).toBeNull();
});

it('lets the refusal of one kind stand for a minute while the credentials themselves are accepted', () => {
  const { clock, credentials } = watch();
  credentials.refused('images');
  clock.now += 59_999;
  credentials.answered('self');
  expect(credentials.state().refusedSince).toBe(1_000_000);
  clock.now += 1;
  credentials.answered('self');
  expect(credentials.state().refusedSince).toBeNull();
});

it('names the earliest of several refusals', () => {
  const { clock, credentials } = watch();
  credentials.refused('images');
  clock.now += 10;
  credentials.refused('list');
  expect(credentials.state().refusedSince).toBe(1_000_000);
  credentials.answered('images');
  expect(credentials.state().refusedSince).toBe(1_000_010);
});
