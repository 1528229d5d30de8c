import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, errorOf, query } from '../support/desk/desk';
import { ageProof, eventsOf, newPerson, PASSWORD, type Someone } from '../support/desk/staff';
import { codeOf } from '../support/totp/one-time-code';
import { enrol, forgetStep } from '../support/totp/totp';

let admin: Someone;
let desk: Desk;
let other: Someone;
beforeAll(async () => {
  [admin, other] = [await newPerson('admin'), await newPerson()];
  desk = await admin.signIn();
});
const prove = (body: unknown) => desk.send('POST', '/api/session/prove', body);

describe('after ten minutes', () => {
  it.each([
    ['POST', () => '/api/accounts', { email: 'a@desk.example', name: 'A', role: 'support' }],
    ['PATCH', () => `/api/accounts/${other.account.id}`, { role: 'compliance' }],
    ['PATCH', () => `/api/accounts/${other.account.id}`, { disabled: true }],
    ['POST', () => `/api/accounts/${other.account.id}/link`, undefined],
    ['DELETE', () => `/api/accounts/${other.account.id}/second-factor`, undefined],
    ['DELETE', () => `/api/accounts/${other.account.id}/sessions`, undefined],
    ['DELETE', () => `/api/accounts/${other.account.id}/sessions/${randomUUID()}`, undefined],
    ['POST', () => '/api/second-factor', undefined],
    ['POST', () => '/api/second-factor/recovery-codes', undefined],
  ])('%s %s asks who it is, and does nothing', async (method, path, body) => {
    await ageProof(admin.account.id);
    const before = await eventsOf(other.account.id);
    const answer = await errorOf(await desk.send(method, path(), body));
    expect(answer).toMatchObject({ status: 403, code: 'step_up_required', proof: { method: 'password', code: false } });
    expect(await eventsOf(other.account.id)).toEqual(before);
  });

  it('the password proves it, and is recorded', async () => {
    await ageProof(admin.account.id);
    expect(await errorOf(await prove({ password: 'not the pass phrase' }))).toMatchObject({
      status: 403,
      code: 'proof_refused',
      fields: { password: { code: 'wrong' } },
    });
    expect((await prove({ password: PASSWORD })).status).toBe(200);
    expect((await eventsOf(admin.account.id)).at(-1)).toMatchObject({ action: 'session.proved' });
    const changed = await desk.send('PATCH', `/api/accounts/${other.account.id}`, { role: 'compliance' });
    expect(changed.status).toBe(200);
  });

  it('looking goes on unasked', async () => {
    await ageProof(admin.account.id);
    for (const path of ['/api/accounts', '/api/sessions', `/api/accounts/${other.account.id}/sessions`]) {
      expect((await desk.get(path)).status).toBe(200);
    }
  });

  it('guesses are counted, and locked out, and one lock is one event', async () => {
    for (let guess = 1; guess <= 5; guess += 1) await prove({ password: 'wrong wrong wrong' });
    for (let guess = 1; guess <= 3; guess += 1) {
      expect(await errorOf(await prove({ password: PASSWORD }))).toMatchObject({ status: 429 });
    }
    const locks = (await eventsOf(admin.account.id)).filter(({ action }) => action === 'session.locked-out');
    expect(locks).toHaveLength(1);
    await query('DELETE FROM sign_in_failures');
  });

  it('a right password ends the count of wrong ones', async () => {
    for (let round = 1; round <= 2; round += 1) {
      for (let guess = 1; guess <= 4; guess += 1) {
        expect((await prove({ password: 'wrong wrong wrong' })).status).toBe(403);
      }
      expect((await prove({ password: PASSWORD })).status).toBe(200);
    }
  });

  it('with a second factor it takes the code as well', async () => {
    await prove({ password: PASSWORD });
    const { secret } = await enrol(desk);
    await forgetStep(admin.account.id);
    await ageProof(admin.account.id);
    const asked = await errorOf(await desk.send('POST', '/api/second-factor'));
    expect(asked).toMatchObject({ code: 'step_up_required', proof: { method: 'password', code: true } });
    expect((await errorOf(await prove({ password: PASSWORD }))).fields).toHaveProperty('code');
    expect((await errorOf(await prove({ password: PASSWORD, code: '000000' }))).fields).toHaveProperty('code');
    expect((await prove({ password: PASSWORD, code: codeOf(secret) })).status).toBe(200);
    expect((await desk.send('POST', '/api/second-factor')).status).toBe(200);
  });
});

it('a session of the identity provider’s can not be proved by a password', async () => {
  const person = await newPerson('admin');
  const sso = await person.signIn();
  await query("UPDATE sessions SET method = 'sso' WHERE account_id = $1", [person.account.id]);
  await ageProof(person.account.id);
  const asked = await errorOf(
    await sso.send('POST', '/api/accounts', { email: 'a@b.example', name: 'A', role: 'admin' }),
  );
  expect(asked).toMatchObject({ code: 'step_up_required', proof: { method: 'sso', code: false } });
  expect((await sso.send('POST', '/api/session/prove', { password: PASSWORD })).status).toBe(403);
});
