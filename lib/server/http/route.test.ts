import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../access';
import type { Viewer } from '../../contracts/viewer';
import { DeskError, PermissionMissing } from '../desk-error';
import { withAccess } from './route';

/** What a handler is reached by, and that each refusal for want of a permission leaves its event in the trail. */

const desk = vi.hoisted(() => ({
  viewer: null as Viewer | null,
  /** As the session is read again while a request runs. */
  later: null as Viewer | null,
  events: [] as unknown[],
  isWritable: true,
  logged: [] as unknown[],
}));
vi.mock('./viewer', () => ({ currentViewer: async () => desk.viewer, viewerOf: async () => desk.later }));
vi.mock('../env', () => ({ env: () => ({ NEXTAUTH_URL: new URL('https://desk.example') }) }));
vi.mock('../log', () => ({
  log: () => ({ info: () => {}, error: (entry: unknown) => desk.logged.push(entry) }),
  describeError: (error: unknown) => ({ message: String(error) }),
}));
vi.mock('../auth/public', async () => ({
  requireRecentProof: (await import('../auth/step-up')).requireRecentProof,
}));
vi.mock('../audit/public', () => ({
  trail: () => ({
    record: async ({ actor, sessionId }: { actor: unknown; sessionId: unknown }, action: string, detail: unknown) => {
      if (!desk.isWritable) throw new Error('the disk is full');
      desk.events.push({ actor, sessionId, action, detail });
    },
  }),
}));

const person = (role: Role): Viewer => ({
  sessionId: 'session',
  accountId: 'account',
  email: 'person@desk.example',
  name: 'Person',
  role,
  method: 'password',
  enrolled: false,
  provedRecently: true,
  hasPasskey: false,
  needsPasskey: false,
  mustEnrol: false,
});
const handler = vi.fn(async (_: { stillMay: () => Promise<void> }) => new Response('shown'));
const call = (headers: Record<string, string> = {}, options = {}, search = '') =>
  withAccess(
    'POST /api/customers/{uuid}/images',
    'images:view',
    handler,
    options,
  )(new Request(`https://desk.example/api/customers/x/images${search}`, { method: 'POST', headers }), {
    params: Promise.resolve({}),
  });

beforeEach(() => {
  handler.mockClear();
  Object.assign(desk, { viewer: person('compliance'), events: [], isWritable: true, logged: [] });
});

it('a person with the permission reaches the handler, and leaves no denial', async () => {
  const answer = await call();
  expect([answer.status, await answer.text()]).toEqual([200, 'shown']);
  expect(desk.events).toEqual([]);
});

describe('a person without the permission', () => {
  beforeEach(() => {
    desk.viewer = person('support');
  });

  it('is refused, and the trail names the person, the route and the permission', async () => {
    expect((await call()).status).toBe(403);
    expect(handler).not.toHaveBeenCalled();
    expect(desk.events).toEqual([
      {
        actor: { id: 'account', email: 'person@desk.example', role: 'support' },
        sessionId: 'session',
        action: 'access.denied',
        detail: { route: 'POST /api/customers/{uuid}/images', permission: 'images:view' },
      },
    ]);
  });

  it('is refused as well when the refusal cannot be recorded, and the log says so', async () => {
    desk.isWritable = false;
    expect((await call()).status).toBe(403);
    expect(handler).not.toHaveBeenCalled();
    expect(desk.logged).toContainEqual(expect.objectContaining({ event: 'audit', action: 'access.denied' }));
  });
});

it('a permission that the use case alone can judge leaves its event, too, and any other refusal leaves none', async () => {
  handler.mockRejectedValueOnce(new PermissionMissing('system:read'));
  expect((await call()).status).toBe(403);
  const detail = { route: 'POST /api/customers/{uuid}/images', permission: 'system:read' };
  expect(desk.events).toEqual([expect.objectContaining({ action: 'access.denied', detail })]);
  handler.mockRejectedValueOnce(new DeskError('forbidden'));
  expect((await call()).status).toBe(403);
  expect(desk.events).toHaveLength(1);
});

describe('a permission that is taken away while a request runs leaves its event, once', () => {
  beforeEach(() => {
    desk.later = person('support');
  });
  const detail = { route: 'POST /api/customers/{uuid}/images', permission: 'images:view' };

  it('before the answer', async () => {
    handler.mockImplementationOnce(async ({ stillMay }) => {
      await stillMay();
      return new Response('shown');
    });
    expect((await call()).status).toBe(403);
    expect(desk.events).toEqual([expect.objectContaining({ action: 'access.denied', detail })]);
  });

  it('and while the answer is under way', async () => {
    let goOn = async (): Promise<void> => {};
    handler.mockImplementationOnce(async ({ stillMay }) => {
      goOn = stillMay;
      return new Response('shown');
    });
    expect((await call()).status).toBe(200);
    expect(desk.events).toEqual([]);
    await expect(goOn()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(goOn()).rejects.toMatchObject({ code: 'forbidden' });
    expect(desk.events).toEqual([expect.objectContaining({ action: 'access.denied', detail })]);
  });

  it('and a session that has ended leaves none', async () => {
    desk.later = null;
    handler.mockImplementationOnce(async ({ stillMay }) => {
      await stillMay();
      return new Response('shown');
    });
    expect((await call()).status).toBe(401);
    expect(desk.events).toEqual([]);
  });
});

describe('no handler is reached', () => {
  it.each([
    ['signed out', null, {}, {}, 401],
    ['while a second factor has yet to be set up', { mustEnrol: true }, {}, {}, 403],
    ['from another site', {}, { 'sec-fetch-site': 'cross-site' }, {}, 403],
    ['without a recent proof where the route needs one', { provedRecently: false }, {}, { recentProof: true }, 403],
  ] as const)('%s', async (_, change, headers, options, status) => {
    desk.viewer = change === null ? null : { ...person('compliance'), ...change };
    expect((await call(headers, options)).status).toBe(status);
    expect(handler).not.toHaveBeenCalled();
  });
});

it('a query reaches only the routes that parse one', async () => {
  const answer = await call({}, {}, '?optimised=1');
  expect([answer.status, (await answer.json()).error.problem]).toEqual([422, { code: 'no_query_here' }]);
  expect(handler).not.toHaveBeenCalled();
  expect((await call({}, { takesQuery: true }, '?optimized=1')).status).toBe(200);
});
