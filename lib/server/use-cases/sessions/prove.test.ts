import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { prove } from './prove';

/** A step-up is counted by its session, and only a recorded proof ends the count. */

const desk = vi.hoisted(() => ({ recognised: {} as unknown, steps: [] as unknown[], isWritable: true }));
vi.mock('./recognise', () => ({
  recognise: async (_scope: unknown, _attempt: unknown, sender: unknown) => {
    desk.steps.push({ counted: sender });
    return desk.recognised;
  },
}));
vi.mock('../../db/public', () => ({ db: () => ({}) }));
vi.mock('../../audit/public', () => ({ trail: () => ({}) }));
vi.mock('../../auth/public', () => ({
  assertLocalAccounts: () => {},
  renewProof: async () => desk.steps.push('renewed'),
  forgetFailures: async (_db: unknown, admitted: unknown) => desk.steps.push({ forgot: admitted }),
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
  hasPasskey: false,
  needsPasskey: false,
  mustEnrol: false,
};
const context: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: null,
  address: null,
};
const COUNTED = { counted: { sessionId: 'session' } };
const step = () => prove(viewer, { password: 'a pass phrase' }, context);

beforeEach(() =>
  Object.assign(desk, { recognised: { who: { id: 'account' }, admitted: 'this one' }, steps: [], isWritable: true }),
);

it('a right proof is recorded, and then ends the count of its session', async () => {
  await step();
  expect(desk.steps).toEqual([COUNTED, 'renewed', 'session.proved', { forgot: 'this one' }]);
});

describe('the count stays', () => {
  it.each(['wrong', 'wrong-code', 'code-needed', 'locked', 'busy'])('after a refusal: %s', async (refused) => {
    desk.recognised = { refused };
    await expect(step()).rejects.toThrow();
    expect(desk.steps).toEqual([COUNTED]);
  });

  it('after the password of another account with this e-mail', async () => {
    desk.recognised = { who: { id: 'other' } };
    await expect(step()).rejects.toMatchObject({ code: 'proof_refused' });
    expect(desk.steps).toEqual([COUNTED]);
  });

  it('when the proof cannot be recorded', async () => {
    desk.isWritable = false;
    await expect(step()).rejects.toThrow('the disk is full');
    expect(desk.steps.at(-1)).toBe('session.proved');
  });
});
