import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

/**
 * Nothing lies about that no other file uses. We read the sources ourselves: no barrels, named exports and literal
 * import paths make that exact, and a tool such as knip brings two native parsers and a list of entries to keep.
 * Blind spot: a dynamic `import()` counts as a use of everything that the file exports.
 */

const root = path.resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(tsx?|mjs|css)$/.test(file) && fs.existsSync(path.join(root, file)))
  // Programs of their own, with packages of their own.
  .filter((file) => !/^bench\/baselines\/[^/]+\//.test(file));
const source = new Map(tracked.map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]));
const isTest = (file: string) => /\.(test|spec)\.(tsx?|mjs)$/.test(file);

/** What Next.js calls by name in the files that it looks for. */
const FRAMEWORK_FILE = /^app\/.*\/?(page|layout|route|error|loading|not-found)\.tsx?$|^(proxy|instrumentation)\.ts$/;
const FRAMEWORK_NAMES = new Set(
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'metadata', 'generateMetadata', 'viewport', 'dynamic', 'config'].concat([
    'proxy',
    'register',
    'onRequestError',
  ]),
);

interface Use {
  by: string;
  file: string;
  /** `*` stands for every export of the file. */
  names: string[];
}

/** `a`, `b as c` and `type d` of a list between braces, by the name on the given side of `as`. */
function namesIn(list: string, side: 'exported' | 'imported'): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim().replace(/^type\s+/, ''))
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [one = '', other = one] = entry.split(/\s+as\s+/);
      return side === 'exported' ? other : one;
    });
}

function exportsOf(text: string): string[] {
  const declared = text.matchAll(/^export (?:abstract )?(?:async )?(?:const|let|function\*?|class|enum) (\w+)/gm);
  // A type that its own file uses again stands in a signature there: readers of that signature may want its name.
  const types = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length === 2);
  const listed = text.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  const taken = text.matchAll(/^export const \{([^}]*)\} =/gm);
  return [
    ...[...declared].map(([, name = '']) => name),
    ...types,
    ...[...listed].flatMap(([, list = '']) => namesIn(list, 'exported')),
    ...[...taken].flatMap(([, list = '']) => list.split(',').map((entry) => entry.split(':').at(-1)?.trim() ?? '')),
  ].filter((name) => name !== '' && name !== 'default');
}

/** Every import of a file, static or dynamic, as it is written. */
function importsOf(text: string): { from: string; names: string[] }[] {
  const braces = text.matchAll(/\b(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s*'([^']+)'/g);
  const spaces = text.matchAll(/\bimport\s+(?:type\s+)?(?:\w+\s*,\s*)?\*\s*as\s+\w+\s+from\s*'([^']+)'/g);
  const whole = text.matchAll(/\b(?:import\s*\(\s*|import\s+)'([^']+)'/g);
  const plain = text.matchAll(/\bimport\s+(?:type\s+)?\w+\s+from\s*'([^']+)'/g);
  return [
    ...[...braces].map(([, list = '', from = '']) => ({ from, names: namesIn(list, 'imported') })),
    ...[...spaces, ...whole].map(([, from = '']) => ({ from, names: ['*'] })),
    ...[...plain].map(([, from = '']) => ({ from, names: ['default'] })),
  ];
}

/** The file that an import means, or `undefined` for a package. */
function fileOf(by: string, from: string): string | undefined {
  if (!/^(\.|@\/)/.test(from)) return undefined;
  const to = from.startsWith('@/') ? from.slice(2) : path.posix.join(path.posix.dirname(by), from);
  return [to, `${to}.ts`, `${to}.tsx`].find((file) => source.has(file));
}

const imports = [...source].flatMap(([by, text]) => importsOf(text).map((one) => ({ by, ...one })));
const uses: Use[] = imports.flatMap(({ by, from, names }) => {
  const file = fileOf(by, from);
  return file === undefined || file === by ? [] : [{ by, file, names }];
});

describe('unused', () => {
  it('every export is imported by another file', () => {
    const used = new Set(uses.flatMap(({ file, names }) => names.map((name) => `${file}: ${name}`)));
    const unused = [...source].flatMap(([file, text]) =>
      /\.(css|d\.ts)$/.test(file)
        ? []
        : exportsOf(text)
            .filter((name) => !(FRAMEWORK_FILE.test(file) && FRAMEWORK_NAMES.has(name)))
            .map((name) => `${file}: ${name}`)
            .filter((name) => !used.has(name) && !used.has(`${file}: *`)),
    );
    expect(unused).toEqual([]);
  });

  it('the application holds no file that tests alone import', () => {
    const helpers = [...source.keys()].filter((file) => {
      if (!/^(components|lib)\//.test(file) || isTest(file)) return false;
      const by = uses.filter((use) => use.file === file).map((use) => use.by);
      return by.length > 0 && by.every(isTest);
    });
    expect(helpers).toEqual([]);
  });

  it('every dependency is used', () => {
    const texts = [...source.values(), fs.readFileSync(path.join(root, 'biome.json'), 'utf8')];
    const isUsed = (name: string) => texts.some((text) => new RegExp(`['"\`/]${name}['"\`/]`).test(text));
    const types = (name: string) => (name === '@types/node' ? 'node:fs' : name.replace(/^@types\//, ''));
    const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(all.filter((name) => !isUsed(types(name)))).toEqual([]);
  });

  it('every package that is imported is a dependency', () => {
    const listed = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
    const packages = imports
      .filter(({ by, from }) => /^@?\w/.test(from) && !from.startsWith('node:') && !by.endsWith('.css'))
      .map(({ by, from }) => ({ by, name: /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from }));
    expect(packages.filter(({ name }) => !listed.has(name)).map(({ by, name }) => `${by}: ${name}`)).toEqual([]);
  });
});
