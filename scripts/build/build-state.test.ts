import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceFingerprint } from './build-state.ts';

let project: string;
const write = (file: string, content: string): void => {
  fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  fs.writeFileSync(path.join(project, file), content);
};

beforeEach(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'project-'));
  write('package-lock.json', '{}');
  write('next.config.ts', 'export default {}');
  write('app/page.tsx', 'one');
});
afterEach(() => fs.rmSync(project, { recursive: true }));

describe('the fingerprint of the source', () => {
  it('stays the same for the same files', () => {
    expect(sourceFingerprint(project)).toBe(sourceFingerprint(project));
  });

  it.each([
    ['a page', 'app/page.tsx'],
    ['a new module', 'lib/server/new.ts'],
    ['a stylesheet', 'app/globals.css'],
    ['the configuration', 'next.config.ts'],
    ['a dependency', 'package-lock.json'],
    ['the proxy', 'proxy.ts'],
    ['a picture', 'public/logo.svg'],
    ['what makes the build', 'scripts/build/make-build.ts'],
  ])('changes with %s', (_, file) => {
    const before = sourceFingerprint(project);
    write(file, 'two');
    expect(sourceFingerprint(project)).not.toBe(before);
  });

  it('changes when a file moves', () => {
    const before = sourceFingerprint(project);
    fs.renameSync(path.join(project, 'app/page.tsx'), path.join(project, 'app/layout.tsx'));
    expect(sourceFingerprint(project)).not.toBe(before);
  });

  it.each(['app/page.test.tsx', 'scripts/demo.ts', 'e2e/journeys/list.spec.ts', 'README.md', 'sandbox/main.ts'])(
    'does not change with %s',
    (file) => {
      const before = sourceFingerprint(project);
      write(file, 'two');
      expect(sourceFingerprint(project)).toBe(before);
    },
  );
});
