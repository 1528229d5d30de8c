import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../lib/kyc/document-types';

/** The rules of the rooms: who may import whom, and what has one place only. Each failure names file and line. */

const root = path.resolve(import.meta.dirname, '..');
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && fs.existsSync(path.join(root, file)));
const source = new Map(files.map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]));
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);
const application = files.filter(
  (file) => /^(app|components|lib)\/|^(proxy|instrumentation)\.ts$/.test(file) && !isTest(file),
);

interface Import {
  from: string;
  to: string;
}

/** Imports of our own files, as paths from the root without extension; packages keep their names. */
const imports: Import[] = files.flatMap((file) =>
  [...(source.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => ({
    from: file,
    to: name.startsWith('@/')
      ? name.slice(2)
      : name.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), name)
        : `package:${name}`,
  })),
);

const within = (room: string) => (file: string) => file === room || file.startsWith(`${room}/`);
const offences = (from: RegExp, allowed: (to: string, from: string) => boolean): string[] =>
  imports
    .filter((one) => from.test(one.from) && !isTest(one.from) && !allowed(one.to, one.from))
    .map((one) => `${one.from} imports ${one.to}`);

const isPackage = (to: string) => to.startsWith('package:');
/** The rooms of `lib` that know neither browser nor server. */
const PURE_ROOMS = ['contracts', 'writing', 'words', 'kyc'];
const pure = (to: string) => /^lib\/[a-z-]+$/.test(to) || PURE_ROOMS.some((room) => within(`lib/${room}`)(to));

describe('who imports whom', () => {
  it('contracts, access and routes import nothing of ours but one another, and contracts the writing they parse', () => {
    const inside = (to: string, from: string) =>
      isPackage(to) ||
      within('lib/contracts')(to) ||
      /^lib\/(access|query-of|kyc\/document-types)$/.test(to) ||
      (within('lib/contracts')(from) && within('lib/writing')(to));
    expect(offences(/^lib\/(contracts\/|access\.ts|routes\.ts)/, inside)).toEqual([]);
  });

  it('the client half and the server half of lib never meet', () => {
    expect(offences(/^lib\/client\//, (to) => isPackage(to) || pure(to) || within('lib/client')(to))).toEqual([]);
    expect(offences(/^lib\/server\//, (to) => isPackage(to) || pure(to) || within('lib/server')(to))).toEqual([]);
    expect(offences(/^lib\/([a-z-]+\.ts$|writing\/|words\/|kyc\/)/, (to) => isPackage(to) || pure(to))).toEqual([]);
  });

  it('only the server half touches Sentinel and the database', () => {
    const outside = /^(app|components|lib\/client|lib\/contracts|proxy|instrumentation)/;
    expect(offences(outside, (to) => !/^lib\/server\/(sentinel|db)\b/.test(to))).toEqual([]);
    expect(
      offences(
        /^(app|components|lib)\//,
        (to, from) => !/^package:(undici|pg|drizzle-orm)\b/.test(to) || /^lib\/server\//.test(from),
      ),
    ).toEqual([]);
  });

  it('components/ui knows nothing of the application', () => {
    expect(offences(/^components\/ui\//, (to) => isPackage(to) || within('components/ui')(to))).toEqual([]);
    expect(offences(/^components\/ui\//, (to) => !/^package:(@tanstack|next)/.test(to))).toEqual([]);
  });

  /** Rooms of `components` that every feature may use: primitives, the frame, tables, the state of pages in the URL. */
  const SHARED_ROOMS = ['ui', 'shell', 'table', 'address'];

  it('a feature imports no other feature, and no server code', () => {
    const feature = (file: string) => file.split('/')[1] ?? '';
    const allowed = (to: string, from: string) =>
      isPackage(to) ||
      pure(to) ||
      within('lib/client')(to) ||
      SHARED_ROOMS.some((room) => within(`components/${room}`)(to)) ||
      within(`components/${feature(from)}`)(to);
    expect(offences(/^components\/(?!ui\/)/, allowed)).toEqual([]);
  });

  it('the rooms of the customer page do not know each other', () => {
    const room = (file: string) => /^components\/customer\/([a-z-]+)\//.exec(file)?.[1];
    const rooms = new Set(application.flatMap((file) => room(file) ?? []));
    expect(rooms.size).toBeGreaterThan(4);
    // Shared parts lie at components/customer itself. Those that compose the page know the rooms; a room knows neither.
    const composes = new Set(
      imports
        .filter(({ from, to }) => /^components\/customer\/[a-z-]+\.tsx?$/.test(from) && room(to) !== undefined)
        .map(({ from }) => from.replace(/\.tsx?$/, '')),
    );
    const allowed = (to: string, from: string) =>
      !within('components/customer')(to) || (room(to) === undefined ? !composes.has(to) : room(to) === room(from));
    expect(offences(/^components\/customer\/[a-z-]+\//, allowed)).toEqual([]);
  });

  it('TanStack Table is known to the table kit alone, and every page draws its rows with the kit', () => {
    expect(
      offences(
        /^(app|components|lib)\//,
        (to, from) => to !== 'package:@tanstack/react-table' || within('components/table')(from),
      ),
    ).toEqual([]);
    // Small tables of facts, without rows to open, sort or page through.
    const facts =
      /^components\/(access-review\/review-tables|customer\/checks|expiring\/week-chart|shell\/session-list)/;
    const drawn = application.filter((file) => /<table\b/.test(source.get(file) ?? '') && !facts.test(file));
    expect(drawn).toEqual(['components/table/table-frame.tsx']);
  });

  it('handlers use use cases and contracts only', () => {
    expect(
      offences(/^app\/api\//, (to) => isPackage(to) || within('lib/server')(to) || within('lib/contracts')(to)),
    ).toEqual([]);
  });

  it('a baseline of a benchmark is a program of its own, and imports nothing of ours', () => {
    const home = (file: string) => file.split('/').slice(0, 3).join('/');
    expect(offences(/^bench\/baselines\/[^/]+\//, (to, from) => isPackage(to) || within(home(from))(to))).toEqual([]);
  });

  it('the sandbox and the application do not know each other; nothing imports tests or benchmarks', () => {
    expect(offences(/^sandbox\//, (to) => isPackage(to) || within('sandbox')(to))).toEqual([]);
    expect(offences(/^(app|components|lib|scripts|proxy|instrumentation)/, (to) => !within('sandbox')(to))).toEqual([]);
    expect(offences(/^(app|components|lib|sandbox)/, (to) => !/^(e2e|bench)\//.test(to))).toEqual([]);
  });

  it('full zod stays out of what the browser loads', () => {
    expect(
      offences(
        /^(lib\/(contracts|client|writing|words|kyc)\/|components\/|lib\/[a-z-]+\.ts$)/,
        (to) => to !== 'package:zod',
      ),
    ).toEqual([]);
  });
});

describe('one place only', () => {
  const lines = (pattern: RegExp, where: readonly string[]): string[] =>
    where.flatMap((file) =>
      (source.get(file) ?? '')
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );

  /** The same without lines that are comments. */
  const code = (pattern: RegExp, where: readonly string[]): string[] =>
    lines(pattern, where).filter(
      (line) => !/^\S+ (\/?\*|\/\/)/.test(line) && pattern.test(line.replace(/^\S+ /, '').replace(/ \/\/ .*/, '')),
    );

  it("server code starts with import 'server-only'", () => {
    const server = application.filter((file) => file.startsWith('lib/server/'));
    expect(server.length).toBeGreaterThan(20);
    expect(server.filter((file) => !source.get(file)?.startsWith("import 'server-only';"))).toEqual([]);
  });

  it('the environment is read in env.ts alone', () => {
    const others = application.filter((file) => file !== 'lib/server/env.ts');
    // These two are written in by the bundler, not read at run time.
    expect(lines(/process\.env(?!\.(NODE_ENV|NEXT_RUNTIME)\b)/, others)).toEqual([]);
  });

  it('paths are built in routes.ts alone', () => {
    const others = application.filter((file) => file !== 'lib/routes.ts' && !file.startsWith('lib/server/'));
    expect(
      lines(/(href=\{?["'`]|\b(push|replace|assign|fetch|redirect|request|requestJson)\(\s*["'`])\//, others),
    ).toEqual([]);
  });

  it('calls that a button sends go through useCall, and files are saved by useDownload', () => {
    const others = application.filter(
      (file) => !/^components\/shell\/(use-call|step-up|use-download)\.tsx?$/.test(file),
    );
    expect(lines(/\buseMutation\b|\buseStepUp\(|\.download = /, others)).toEqual([]);
  });

  it('the state of a page in its address is read and written in components/address alone', () => {
    const others = application.filter((file) => !file.startsWith('components/address/'));
    expect(lines(/\buseSearchParams\b|\bpushState\(|['"]popstate['"]/, others)).toEqual([]);
    expect(imports.filter(({ to }) => /^package:nuqs\b/.test(to))).toEqual([]);
  });

  it('text, digits and days are read in lib/writing alone', () => {
    const others = application.filter((file) => !file.startsWith('lib/writing/'));
    // Unicode normal forms, digits of other scripts, digit stripping, invisible marks, and days made by hand.
    const ownReading =
      /\.normalize\(|\\u066\d|\\u06f\d|[٠-٩۰-۹]-|\\D|\\u20(0[b-f]|2[a-f]|6\d)|\\p\{(Cf|Nd)\}|Date\.UTC|T00:00|864e5|86_?400_?000|toISOString\(\)\.slice\(0, 10\)|\\d\{4\}-/;
    expect(lines(ownReading, others)).toEqual([]);
  });

  it('no Server Actions, no image optimiser, no HTML from strings, no barrels', () => {
    expect(lines(/^\s*['"]use server['"]/, application)).toEqual([]);
    const markup = lines(/next\/image['"]|dangerouslySetInnerHTML|\.innerHTML\b/, application);
    // The one script that has to run before Next's own: a constant, with the page's nonce.
    expect(markup.filter((line) => !/^app\/layout\.tsx.*__html: RECORD_PRESSES \}/.test(line))).toEqual([]);
    expect(files.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([]);
  });

  it('SQL of the directory is composed of fragments, never of strings', () => {
    const engine = application.filter((file) => file.startsWith('lib/server/directory/'));
    const composing = engine.filter((file) =>
      /import \{.* from '\.\/sql'|\b(SELECT|UPDATE|DELETE)\b/.test(source.get(file) ?? ''),
    );
    expect(composing.length).toBeGreaterThan(5);
    // The one text that is rewritten is a value: an element of an array.
    expect(code(/\.replace(All)?\(/, composing).filter((line) => !line.includes('given.replace('))).toEqual([]);
    const glued = /[=(:?,\s]`[^`]*\b(SELECT|INSERT|UPDATE|DELETE|WHERE|ORDER BY|JOIN)\b[^`]*\$\{/;
    expect(composing.filter((file) => glued.test(source.get(file) ?? ''))).toEqual([]);
  });

  it('document types are named in their own record, and in the words for people', () => {
    const names = Object.values(DOCUMENTS).flatMap(({ names, list, number, ocr, directory }) =>
      [...names, list, number, ocr, directory.expiry].filter((name) => name !== null),
    );
    const named = new RegExp(`\\b(${names.join('|')})\\b`);
    const home = /^lib\/(kyc\/document-types|words\/[a-z-]+|server\/sentinel\/example-answers)\.ts$/;
    const others = application.filter((file) => !home.test(file));
    expect(code(named, others)).toEqual([]);
  });

  it('words for people have tables in lib/words alone, and every table is whole', () => {
    const words = application.filter((file) => file.startsWith('lib/words/'));
    expect(words.length).toBeGreaterThan(15);
    // A partial table, a default or a raw fallback in a switch would let a new member go without its word.
    expect(code(/Partial<Record<|^\s*default:/, words)).toEqual([]);
    expect(code(/^(export )?const \w+: (Readonly<)?Partial</, application)).toEqual([]);
    // Letters are no words, and the log is written in English whatever the desk speaks.
    const others = application.filter((file) => !/^lib\/(words|writing)\/|^lib\/server\/sentinel\/errors/.test(file));
    expect(code(/^(export )?const \w+: (Readonly<)?Record<[^<>]+, string>/, others)).toEqual([]);
  });

  it('numbers, dates, lists and plurals are written in lib/words alone, in the one language', () => {
    // The rules of time zones come with `Intl`, too.
    const others = application.filter((file) => !/^lib\/(words\/|writing\/zones\.ts)/.test(file));
    expect(code(/\.toLocale\w*\(|\bIntl\.\w+\(/, others)).toEqual([]);
    const spoken = application.filter((file) => !/^lib\/words\/(language|regions)\.ts$/.test(file));
    expect(code(/['"]en(-[A-Z]{2})?['"]/, spoken)).toEqual([]);
  });

  it('no physical left and right in class names: the desk mirrors', () => {
    const physical =
      /className.*["'\s:](-?(m[lr]|p[lr]|left|right)-[\w[]|text-(left|right)\b|(border|rounded)-[lr](?=[-"'\s]))/;
    expect(
      lines(
        physical,
        application.filter((file) => file.endsWith('.tsx')),
      ),
    ).toEqual([]);
  });
});

it('no journey waits for a fixed time, or for a quiet network: that event comes once a page, before any click', () => {
  const journeys = files.filter((file) => file.startsWith('e2e/journeys/'));
  expect(journeys.length).toBeGreaterThan(10);
  expect(
    journeys.filter((file) => /\b(waitForTimeout|networkidle)\b|\bsetTimeout\(/.test(source.get(file) ?? '')),
  ).toEqual([]);
});

describe('one reader, one file', () => {
  const parts = application.filter((file) => file.startsWith('components/'));
  const stem = (file: string) => file.replace(/\.tsx?$/, '');
  const readersOf = (file: string) => [
    ...new Set(imports.filter(({ from, to }) => to === stem(file) && !isTest(from)).map(({ from }) => from)),
  ];

  it('components keep no file that nothing imports', () => {
    expect(parts.filter((file) => readersOf(file).length === 0)).toEqual([]);
  });

  it('a file under 26 lines with one reader beside it belongs into its reader', () => {
    // Still to be folded, or with a reason beside it.
    const open = new Set([
      'components/audit/outcome-badge.tsx',
      'components/customer-list/status-cell.tsx',
      'components/customer-list/text-cell.tsx',
      'components/customer-list/use-customer-page.ts',
    ]);
    const crumbs = parts.filter((file) => {
      const [reader, ...others] = readersOf(file);
      const short = (source.get(file) ?? '').trimEnd().split('\n').length < 26;
      const tested = files.some((other) => isTest(other) && stem(other).replace(/\.test$/, '') === stem(file));
      const beside = reader !== undefined && path.posix.dirname(reader) === path.posix.dirname(file);
      return short && others.length === 0 && beside && !tested;
    });
    expect(crumbs.filter((file) => !open.has(file))).toEqual([]);
  });
});

it('files stay small', () => {
  const long = files.filter((file) => (source.get(file) ?? '').split('\n').length > 401 && !/names|seed/.test(file));
  expect(long).toEqual([]);
});
