import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { prove } from './prove';

/** A step-up shares its count of failures with sign-in: only a recorded proof ends the count. */

const desk = vi.hoisted(() => ({ recognised: {} as unknown, steps: [] as unknown[], isWritable: true }));
vi.mock('./recognise', () => ({
  recognise: async (_scope: unknown, attempt: { address: string }) => {
    desk.steps.push(`counted at ${attempt.address}`);
    return desk.recognised;
  },
}));
vi.mock('../../db/public', () => ({ db: () => ({}) }));
vi.mock('../../audit/public', () => ({ trail: () => ({}) }));
vi.mock('../../auth/public', () => ({
  assertLocalAccounts: () => {},
  renewProof: async () => desk.steps.push('renewed'),
  forgetFailures: async (_db: unknown, attempt: { email: string; address: string }) =>
    desk.steps.push(`forgot ${attempt.email} at ${attempt.address}`),
  changeAccounts: async (_scope: unknown, work: (change: unknown) => Promise<void>) => {
    await work({ tx: {}, tell: (action: string) => desk.steps.push(action) });
    if (!desk.isWritable) throw new Error('the disk is full');
  },
}));

const viewer: Viewer = {
  sessionId: 'session',
  accountId: 'account',
  email: 'person@desk.example',
  name: 'Person',
  role: 'admin',
  method: 'password',
  enrolled: false,
  provedRecently: false,
  mustEnrol: false,
};
const context: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: null,
  address: null,
};
const step = () => prove(viewer, { password: 'a pass phrase' }, context, '192.0.2.1, 192.0.2.7');

beforeEach(() => Object.assign(desk, { recognised: { who: { id: 'account' } }, steps: [], isWritable: true }));

it('a right proof is recorded, and then ends the count at the address that was counted', async () => {
  await step();
  expect(desk.steps).toEqual([
    'counted at 192.0.2.7',
    'renewed',
    'session.proved',
    'forgot person@desk.example at 192.0.2.7',
  ]);
});

describe('the count stays', () => {
  it.each(['wrong', 'wrong-code', 'code-needed', 'locked'])('after a refusal: %s', async (refused) => {
    desk.recognised = { refused };
    await expect(step()).rejects.toThrow();
    expect(desk.steps).toEqual(['counted at 192.0.2.7']);
  });

  it('after the password of another account with this e-mail', async () => {
    desk.recognised = { who: { id: 'other' } };
    await expect(step()).rejects.toMatchObject({ code: 'proof_refused' });
    expect(desk.steps).toEqual(['counted at 192.0.2.7']);
  });

  it('when the proof cannot be recorded', async () => {
    desk.isWritable = false;
    await expect(step()).rejects.toThrow('the disk is full');
    expect(desk.steps.at(-1)).toBe('session.proved');
  });
});
