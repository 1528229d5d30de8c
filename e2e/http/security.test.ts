import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskWith, query, sandbox, signInAs, stack } from '../support/desk/desk';

let desk: Desk;
beforeAll(async () => {
  await sandbox.reset();
  desk = await signInAs('admin');
});

/** `fetch` refuses to send some methods at all. */
function rawRequest(method: string, target: string): Promise<string> {
  const { hostname, port } = new URL(stack.appUrl);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(
        `${method} ${target} HTTP/1.1\r\nhost: ${hostname}\r\ncookie: probe=reflected\r\nconnection: close\r\n\r\n`,
      );
    });
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

/**
 * Sends the first part of a form and leaves the body unfinished.
 * @returns what the server has answered by its first bytes, or within `patience` ms
 */
function unfinishedPost(target: string, part: string, patience = 20_000): Promise<string> {
  const { hostname, port } = new URL(stack.appUrl);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(
        `POST ${target} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ntransfer-encoding: chunked\r\n` +
          `content-type: application/x-www-form-urlencoded\r\n\r\n${part.length.toString(16)}\r\n${part}\r\n`,
      );
    });
    const finish = (answer: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(''), patience);
    socket.once('data', (chunk) => finish(chunk.toString()));
    socket.on('error', reject);
  });
}

describe('pages', () => {
  it.each(['/sign-in', '/customers', '/customers/f39d0643-ea5d-4ebb-ac2a-f79716979f2a', '/nowhere'])(
    '%s run only scripts that carry the nonce of this answer',
    async (page) => {
      const [one, other] = [await desk.get(page), await desk.get(page)];
      if (page === '/sign-in') expect([one.status, other.status]).toEqual([307, 307]);
      const answer = page === '/sign-in' ? await deskWith('').get(page) : one;
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(other.headers.get('content-security-policy')).not.toContain(nonce);
      const scripts = [...(await answer.text()).matchAll(/<script\b([^>]*)>/g)].map(
        ([, attributes]) => attributes ?? '',
      );
      expect(scripts.length).toBeGreaterThan(3);
      expect(scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`))).toEqual([]);
    },
  );

  it('are never cached, framed, sniffed or referred from', async () => {
    const answer = await desk.get('/customers');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('permissions-policy')).toContain('camera=()');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it('send the signed-out to sign in, and a dead session too', async () => {
    for (const cookie of ['', 'next-auth.session-token=dead']) {
      const answer = await deskWith(cookie).get('/customers?page=2');
      expect([303, 307]).toContain(answer.status);
      expect(answer.headers.get('location')).toMatch(/\/sign-in\?next=%2Fcustomers%3Fpage%3D2$/);
    }
  });
});

describe('the server', () => {
  it.each(['/nowhere', '/_next/static/nothing.js', '/icon.svg', '/api/nowhere', '/api/health', '/sign-in'])(
    '%s carries a policy and is for https alone, whatever answers it',
    async (target) => {
      const { headers } = await deskWith('').get(target);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toContain('data:');
      expect(headers.get('strict-transport-security')).toContain('max-age=63072000');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.each(['/api/customers/%E0%A4%A', '/api/customers/%', '/customers/%E0%A4%A', '/api/accounts/%C3'])(
    'calls %s a bad request, and logs no fault',
    async (target) => {
      expect(await rawRequest('GET', target)).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  it('has the browser forget what it keeps, at sign-out', async () => {
    const leaving = await signInAs('support');
    const { csrfToken } = (await (await leaving.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, json: 'true' }).toString();
    const answer = await leaving.send('POST', '/api/auth/signout', form, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
  });

  it.each(['/api/customers', '/customers', '/sign-in', '/_next/static/nothing.js'])(
    'reflects no TRACE on %s',
    async (target) => {
      const answer = await rawRequest('TRACE', target);
      expect(answer).toMatch(/^HTTP\/1\.1 405 /);
      expect(answer).not.toContain('reflected');
    },
  );

  it('has no image optimiser', async () => {
    expect((await desk.get('/_next/image?url=%2Ficon.svg&w=64&q=75')).status).toBe(404);
  });

  it('tells its health and nothing else', async () => {
    expect(await (await deskWith('').get('/api/health')).json()).toEqual({ status: 'ok' });
  });

  it('refuses a body that is too large', async () => {
    const answer = await desk.send('POST', '/api/customers/lookup', { email: `${'x'.repeat(40_000)}@example.com` });
    expect(answer.status).toBe(413);
  });

  it('refuses a body that is too large from strangers, before the body has ended', async () => {
    const answer = await unfinishedPost('/api/auth/callback/credentials', 'email=x&'.repeat(1_100));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    // A body within the limit gets no answer before it ends, so the answer above is the limit's.
    expect(await unfinishedPost('/api/auth/callback/credentials', 'email=x&', 1_000)).toBe('');
  });
});

describe('canaries', () => {
  const files = (dir: string): string[] =>
    fs
      .readdirSync(dir, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));

  it('the secret is in no file that browsers may load', async () => {
    const loaded = files(path.resolve('.next/static'));
    expect(loaded.length).toBeGreaterThan(5);
    const holding = loaded.filter((file) => {
      const bytes = fs.readFileSync(file);
      return bytes.includes(stack.clientSecret) || bytes.includes('clientSecret') || bytes.includes('SENTINEL_CLIENT');
    });
    expect(holding).toEqual([]);
  });

  it('a person is in no page, no answer their permission does not cover, and no log line', async () => {
    const canary = await sandbox.named('canary');
    const record = JSON.stringify(await sandbox.record(canary.uuid));
    const number = /"(?:passportNumber|emiratesIdNumber)":"([^"]+)"/.exec(record)?.[1] ?? '';
    expect(number).not.toBe('');
    const words = [canary.name ?? '', canary.email ?? '', canary.phoneNumber ?? '', number];

    const support = await signInAs('support');
    await support.send('POST', '/api/customers/lookup', { email: canary.email });
    await support.send('POST', '/api/customers/lookup', { phoneNumber: canary.phoneNumber });
    await support.get(`/api/customers/${canary.uuid}`);
    await desk.send('POST', `/api/customers/${canary.uuid}/images`, {});
    await support.send('PATCH', `/api/customers/${canary.uuid}/contact`, {
      email: 'in-use-target@fault.example',
      expected: { email: canary.email, phoneNumber: canary.phoneNumber },
    });
    await sandbox.fault({ mode: 'echo', status: 500 });
    await desk.get(`/api/customers/${canary.uuid}`);
    await sandbox.clearFaults();
    // A driver puts the values of a failed statement into its error.
    await query('ALTER TABLE customer_identifiers RENAME TO mislaid');
    const mislaid = await support.send('POST', '/api/customers/lookup', { email: canary.email });
    await query('ALTER TABLE mislaid RENAME TO customer_identifiers');
    expect(mislaid.status).toBe(500);
    expect(await mislaid.text()).not.toContain(canary.email);

    const forbidden = await support.send('POST', `/api/customers/${canary.uuid}/images`, {});
    const pages = [await desk.get('/customers'), await desk.get(`/customers/${canary.uuid}`), forbidden];
    for (const answer of pages) {
      const text = await answer.text();
      for (const word of [...words, stack.clientSecret, '/9j/', 'data:image/jpeg']) expect(text).not.toContain(word);
    }
    const log = stack.appLog();
    expect(log).toContain('PATCH /api/customers/{uuid}/contact');
    for (const word of [...words, stack.clientSecret, stack.clientUuid, 'data:image', '/9j/'])
      expect(log).not.toContain(word);
  });
});
