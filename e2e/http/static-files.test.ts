import fs from 'node:fs';
import http from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { stack } from '../support/desk/desk';

interface Answer {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  bytes: Buffer;
}

/** `fetch` would decompress in silence. */
function get(path: string, acceptEncoding: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.get(stack.appUrl + path, { headers: { 'accept-encoding': acceptEncoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
  });
}

describe("the browser's files", () => {
  it('come as the brotli files of the build, and plain or as gzip to others', async () => {
    const page = await (await fetch(`${stack.appUrl}/sign-in`)).text();
    const files = [...page.matchAll(/"(\/_next\/static\/[^"\\?]+\.(js|css))/g)].map(([, path]) => path ?? '');
    const picked = ['.js', '.css'].flatMap((ending) => files.find((path) => path.endsWith(ending)) ?? []);
    expect(picked).toHaveLength(2);
    for (const path of picked) {
      const [plain, gzip, brotli, refused] = await Promise.all(
        ['identity', 'gzip', 'gzip, deflate, br, zstd', 'gzip, br;q=0'].map((accepted) => get(path, accepted)),
      );
      expect([plain?.status, gzip?.status, brotli?.status]).toEqual([200, 200, 200]);
      expect(brotli?.headers['content-encoding']).toBe('br');
      expect(gzip?.headers['content-encoding']).toBe('gzip');
      expect(refused?.headers['content-encoding']).toBe('gzip');
      expect(brotliDecompressSync(brotli?.bytes ?? Buffer.alloc(0))).toEqual(plain?.bytes);
      for (const name of ['content-type', 'cache-control', 'x-content-type-options']) {
        expect(brotli?.headers[name]?.toString().toLowerCase()).toBe(plain?.headers[name]?.toString().toLowerCase());
      }
      expect(brotli?.headers.vary).toMatch(/accept-encoding/i);
      expect(brotli?.bytes.length).toBeLessThan(gzip?.bytes.length ?? 0);
    }
    const made = await get('/_next/static/chunks/none.js', 'br');
    expect(made.status).toBe(404);
    expect(made.headers['content-encoding']).toBeUndefined();
  });

  it('the icon is kept for a week: its address changes with it', async () => {
    const page = await (await fetch(`${stack.appUrl}/sign-in`)).text();
    const icon = /href="(\/icon\.svg\?[^"]+)"/.exec(page)?.[1] ?? '';
    expect((await get(icon, 'identity')).headers['cache-control']).toBe('public, max-age=604800');
  });
});

it('the server compiles no modules twice, which come under many names', () => {
  const directory = '.next/standalone/.next/server/chunks';
  const texts = fs
    .readdirSync(directory)
    .filter((name) => name.endsWith('.js'))
    .map((name) => fs.readFileSync(`${directory}/${name}`, 'utf8').replace(/\/\/# sourceMappingURL=.*/, ''));
  const modules = texts.filter((text) => text.length > 100_000);
  expect(modules.length).toBeGreaterThan(5);
  expect(new Set(modules).size).toBe(modules.length);
});
