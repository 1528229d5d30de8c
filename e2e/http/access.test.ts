import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { can, type Permission } from '@/lib/access';
import { type Desk, deskWith, errorOf, type RoleName, sandbox, signInAs } from './desk';

const UUID = '00000000-0000-4000-8000-000000000000';
const ROUTES: { method: string; path: string; body?: unknown; permission: Permission }[] = [
  { method: 'GET', path: '/api/customers', permission: 'customers:read' },
  {
    method: 'POST',
    path: '/api/customers/lookup',
    body: { email: 'nobody@nowhere.example' },
    permission: 'customers:read',
  },
  { method: 'GET', path: `/api/customers/${UUID}`, permission: 'customers:read' },
  { method: 'POST', path: `/api/customers/${UUID}/images`, body: {}, permission: 'images:view' },
  {
    method: 'PATCH',
    path: `/api/customers/${UUID}/contact`,
    body: { email: 'new@corrected.example', expected: { email: null, phoneNumber: null } },
    permission: 'contact:edit',
  },
];

const desks = new Map<RoleName, Desk>();
beforeAll(async () => {
  for (const role of ['compliance', 'support', 'admin'] as const) desks.set(role, await signInAs(role));
});
beforeEach(async () => {
  await sandbox.reset();
});

const deskOf = (role: RoleName): Desk => desks.get(role) ?? deskWith('');

describe.each(ROUTES)('$method $path', ({ method, path, body, permission }) => {
  it.each(['compliance', 'support', 'admin'] as const)('as %s', async (role) => {
    const answer = await deskOf(role).send(method, path, body);
    if (can({ role }, permission)) expect([200, 404]).toContain(answer.status);
    else {
      expect(await errorOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
      expect(await sandbox.calls()).toEqual([]);
    }
  });

  it('signed out', async () => {
    expect(await errorOf(await deskWith('').send(method, path, body))).toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
    expect(await sandbox.calls()).toEqual([]);
  });

  it('answers no other method', async () => {
    for (const other of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => one !== method)) {
      expect((await deskOf('admin').send(other, path)).status).toBe(405);
    }
  });

  if (method === 'GET') return;

  it('sent by another site’s page', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ]) {
      const answer = await deskOf('admin').send(method, path, body, headers as Record<string, string>);
      expect(await errorOf(answer)).toMatchObject({ status: 403, code: 'cross_site_request' });
    }
    expect(await sandbox.calls()).toEqual([]);
  });

  it('sent as a form', async () => {
    const answer = await deskOf('admin').send(method, path, 'a=b', { 'content-type': 'text/plain' });
    expect(answer.status).toBe(422);
    expect(await sandbox.calls()).toEqual([]);
  });
});
