import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { shareChunks } from './share-chunks';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'share-chunks-'));
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

it('keeps one of the chunks that have the same modules, and has the others hand out the same ones', () => {
  const chunk = (name: string, modules: string) => {
    const text = `module.exports=[${modules},()=>'${'x'.repeat(1_000)}'];\n\n//# sourceMappingURL=${name}.map`;
    fs.writeFileSync(path.join(directory, name), text);
    return text;
  };
  const first = chunk('_a.js', '1');
  chunk('_b.js', '1');
  chunk('_c.js', '1');
  const other = chunk('_d.js', '2');
  fs.writeFileSync(path.join(directory, '_small.js'), 'module.exports=[3,()=>3];');
  fs.writeFileSync(path.join(directory, '_small-too.js'), 'module.exports=[3,()=>3];');

  expect(shareChunks(directory)).toBeGreaterThan(2_000);

  const read = (name: string) => fs.readFileSync(path.join(directory, name), 'utf8');
  expect(read('_a.js')).toBe(first);
  expect(read('_d.js')).toBe(other);
  expect(read('_b.js').length).toBeLessThan(100);
  expect(read('_small.js')).toBe(read('_small-too.js'));
  const load = createRequire(path.join(directory, 'from.js'));
  expect(load('./_b.js')).toBe(load('./_a.js'));
  expect(load('./_c.js')).toBe(load('./_a.js'));
  expect(load('./_d.js')).not.toBe(load('./_a.js'));
});
