import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * A copy of the build as it would be without `proxy.ts`: Next loads the proxy when its manifest names it, and from this
 * one file. Cheaper than a second build by half a minute; that the proxy is gone, the tests see by what it no longer does.
 */
export function buildWithoutProxy(): { standalone: string; remove(): void } {
  const build = path.resolve(import.meta.dirname, '../../../.next/standalone');
  const standalone = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-no-proxy-'));
  for (const entry of ['.next', 'package.json', 'server.js']) {
    fs.cpSync(path.join(build, entry), path.join(standalone, entry), { recursive: true, verbatimSymlinks: true });
  }
  fs.symlinkSync(path.join(build, 'node_modules'), path.join(standalone, 'node_modules'));
  const server = path.join(standalone, '.next', 'server');
  const manifest = path.join(server, 'functions-config-manifest.json');
  const said = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { functions: Record<string, unknown> };
  if (!('/_middleware' in said.functions)) throw new Error('the build has no proxy to take away');
  delete said.functions['/_middleware'];
  fs.writeFileSync(manifest, JSON.stringify(said));
  fs.rmSync(path.join(server, 'middleware.js'));
  return { standalone, remove: () => fs.rmSync(standalone, { recursive: true, force: true }) };
}
