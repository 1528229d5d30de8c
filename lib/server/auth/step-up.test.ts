import { expect, it } from 'vitest';
import type { Viewer } from '../../contracts/viewer';
import { DeskError } from '../desk-error';
import { requireRecentProof } from './step-up';

const viewer: Viewer = {
  ...{
    accountId: 'a',
    sessionId: 's',
    email: 'mina@desk.example',
    name: 'Mina',
    role: 'admin',
    hasPasskey: false,
    needsPasskey: false,
    mustEnrol: false,
  },
  ...{ method: 'password', enrolled: true, provedRecently: false },
};

function refusal(change: Partial<Viewer>): unknown {
  try {
    requireRecentProof({ ...viewer, ...change });
  } catch (error) {
    return error;
  }
}

it('asks nothing of a person who has just proved who they are', () => {
  expect(refusal({ provedRecently: true })).toBeUndefined();
});

it.each([
  ['a password and a code', { method: 'password', enrolled: true }, { method: 'password', code: true }],
  ['a password', { method: 'password', enrolled: false }, { method: 'password', code: false }],
  ['the provider', { method: 'sso', enrolled: true }, { method: 'sso', code: false }],
] as const)('asks for %s', (_, how, proof) => {
  const refused = refusal(how);
  expect(refused).toBeInstanceOf(DeskError);
  expect(refused).toMatchObject({ code: 'step_up_required', details: { proof } });
});
