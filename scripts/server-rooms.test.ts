import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../lib/contracts/audit-details';

/**
 * The rules of the server's rooms: engines stand alone behind their public files, route handlers and pages call use
 * cases, and every use case with an effect is recorded. `proxy.ts`, `scripts/`, `bench/`, `e2e/` and unit tests may
 * import the inside of an engine, because its public file would pull the whole engine into a small program or bundle.
 */

const root = path.resolve(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'lib/server', 'app'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && fs.existsSync(path.join(root, file)));
const source = new Map(files.map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]));

const ENGINES = [
  'sentinel',
  'directory',
  'audit',
  'auth',
  'alerts',
  'approvals',
  'budgets',
  'reviews',
  'replicas',
  'worklist',
  'colleagues',
  'db',
];
const engineOf = (file: string) => ENGINES.find((engine) => file.startsWith(`lib/server/${engine}/`));

/** Every import of an own file or a package, as [importing file, imported path from the root]. */
const imports = files.flatMap((file) =>
  [...(source.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name = '']): [string, string] => {
      if (name.startsWith('@/')) return [file, name.slice(2)];
      return [file, name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : `package:${name}`];
    },
  ),
);
const offences = (isOffence: (from: string, to: string) => boolean) =>
  imports.filter(([from, to]) => isOffence(from, to)).map(([from, to]) => `${from} imports ${to}`);

describe('the rooms of the server', () => {
  it('an engine is entered through its public file', () => {
    const found = offences((from, to) => {
      const engine = engineOf(`${to}.ts`);
      return engine !== undefined && engine !== engineOf(from) && to !== `lib/server/${engine}/public`;
    });
    expect(found).toEqual([]);
  });

  it('an engine imports neither its own public file nor use cases, HTTP code and pages', () => {
    const found = offences((from, to) => {
      const engine = engineOf(from);
      if (engine === undefined) return false;
      return to === `lib/server/${engine}/public` || /^(app|lib\/server\/(use-cases|http))\//.test(to);
    });
    expect(found).toEqual([]);
  });

  it('a public file names what it offers', () => {
    for (const engine of ENGINES) {
      const text = source.get(`lib/server/${engine}/public.ts`) ?? '';
      expect(text, engine).toMatch(/^\/\*\*$/m);
      expect(text.match(/export \*/), engine).toBeNull();
    }
  });

  it('handlers and pages call use cases, never an engine', () => {
    const allowed = /^lib\/server\/(http|use-cases)\//;
    expect(
      offences((from, to) => from.startsWith('app/') && to.startsWith('lib/server/') && !allowed.test(to)),
    ).toEqual([]);
  });

  it('use cases know neither HTTP code nor SQL', () => {
    const found = offences(
      (from, to) =>
        from.startsWith('lib/server/use-cases/') &&
        (to.startsWith('lib/server/http/') || /^package:(pg|drizzle-orm)\b/.test(to)),
    );
    expect(found).toEqual([]);
  });

  it('the policy of reading the trail is data: no code guesses it from the name of an action', () => {
    expect(files.filter((file) => /customers\?\\\./.test(source.get(file) ?? ''))).toEqual([]);
  });
});

/** Engine functions that show a customer or an event, or change something at the vendor. */
const RECORDED = [
  'listCustomers',
  'lookUp',
  'openCustomer',
  'revealImages',
  'correctContact',
  'createVerificationLink',
  'searchDirectory',
  'similarRows',
  'neighboursIn',
  'expiringPage',
  'neighboursAmongExpiring',
  'countMatches',
  'countTotals',
  'openExport',
  'openEventsFile',
  'readEntries',
  'readOfCustomer',
  'countActions',
  'eventsOfActions',
  'verifyTrail',
];
/** Engine functions that begin, renew or end a session: their event is written in the same transaction. */
const IN_TRANSACTION = ['openSession', 'endSession', 'endOldestSessions', 'renewProof'];

/** Calls outside a record: the one line that may hold the call, and the reason. */
const EXCEPTIONS: Record<string, { line: RegExp; reason: string }> = {
  'lib/server/use-cases/customers/locate.ts: listCustomers': {
    line: /= await sentinel\(\)\.listCustomers\(\{ page, perPage: 100,/,
    reason: 'a step of use cases that are recorded themselves',
  },
  'lib/server/use-cases/customers/counts.ts: countMatches': {
    line: /^if \(query\.terms === null\) return \{ \.\.\.\(await countMatches\(query\)\), directory \};$/,
    reason: 'without a text: numbers of the whole, not of a person',
  },
  'lib/server/use-cases/views/count.ts: countTotals': {
    line: /= queries\.length === 0 \? \[\] : await countTotals\(queries, isLate\);$/,
    reason: 'without a text: numbers of the whole, not of a person',
  },
  'lib/server/use-cases/audit/activity.ts: readEntries': {
    line: /readEntries\(db\(\), auditKeys\(\), 'customers', \{ \.\.\.place, customer: uuid \}\)/,
    reason: 'part of the opening of a customer, which is recorded',
  },
  'lib/server/use-cases/audit/activity.ts: readOfCustomer': {
    line: /readOfCustomer\(db\(\), auditKeys\(\), uuid, '(deeds|looks)', /,
    reason: 'part of the opening of a customer, which is recorded',
  },
};

/** The text without comments, and with the content of each call of a wrapper marked by [from, to]. */
function spansOf(text: string, wrapper: RegExp): [number, number][] {
  return [...text.matchAll(wrapper)].map(({ index }) => {
    const begin = text.indexOf('(', index);
    let depth = 0;
    for (let at = begin; at < text.length; at += 1) {
      if (text[at] === '(') depth += 1;
      if (text[at] === ')') depth -= 1;
      if (depth === 0) return [begin, at];
    }
    return [begin, text.length];
  });
}

const lineAt = (text: string, index: number) =>
  text.slice(text.lastIndexOf('\n', index) + 1, text.indexOf('\n', index)).trim();
const plain = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
const WRAPPERS = /\b(audited|recorded|auditedFile|customersFile)(<[^>]*>)?\(/g;

/** The parts of a file that run inside a wrapper: the wrapper's calls, and functions of the file that these call. */
function coveredParts(text: string): [number, number][] {
  const bodies = [...text.matchAll(/^(?:export )?(?:async )?function (\w+)[\s\S]*?^}/gm)].map(
    ({ 0: body, 1: name = '', index }) => ({ name, from: index, to: index + body.length }),
  );
  const covered = spansOf(text, WRAPPERS);
  for (let known = -1; known !== covered.length; ) {
    known = covered.length;
    for (const { name, from, to } of bodies) {
      if (covered.some(([begin]) => begin === from)) continue;
      // Not `engine().name(`: a use case may bear the name of the engine function that it calls.
      const call = new RegExp(`(?<![.\\w])${name}\\(`);
      const called = covered.some(([begin, end]) => call.test(text.slice(begin, end)));
      if (called) covered.push([from, to]);
    }
  }
  return covered;
}

const useCases = files.filter(
  (file) => file.startsWith('lib/server/use-cases/') && !/\/audited(-file)?\.ts$/.test(file),
);

describe('use cases are recorded', () => {
  it('an action with an intent is named in a call of `audited` or `auditedFile`, and nowhere else', () => {
    for (const [action, entry] of Object.entries(ACTIONS)) {
      if (!('intent' in entry)) continue;
      const named = useCases.flatMap((file) => {
        const text = plain(source.get(file) ?? '');
        const spans = spansOf(text, /\b(audited|auditedFile)\(/g);
        return [...text.matchAll(new RegExp(`'${action}'`, 'g'))].map(({ index }) => ({
          file,
          covered: spans.some(([begin, end]) => begin < index && index < end),
        }));
      });
      expect(named.length, `${action} has no use case`).toBeGreaterThan(0);
      expect(
        named.filter(({ covered }) => !covered),
        action,
      ).toEqual([]);
    }
  });

  it('a call that shows or changes something runs inside a record', () => {
    const loose = useCases.flatMap((file) => {
      const text = plain(source.get(file) ?? '');
      const covered = coveredParts(text);
      return RECORDED.flatMap((name) =>
        [...text.matchAll(new RegExp(`(?<!function )\\b${name}\\(`, 'g'))]
          .filter(({ index }) => !covered.some(([begin, end]) => begin < index && index < end))
          .map(({ index }) => ({ call: `${file}: ${name}`, line: lineAt(text, index) })),
      );
    });
    expect(loose.filter(({ call, line }) => !EXCEPTIONS[call]?.line.test(line))).toEqual([]);
    // An exception that no call needs any more goes.
    expect(Object.keys(EXCEPTIONS).filter((call) => !loose.some((one) => one.call === call))).toEqual([]);
  });

  it('a session begins, is proved again and ends together with its event', () => {
    const silent = useCases.filter((file) => {
      const text = plain(source.get(file) ?? '');
      const touches = IN_TRANSACTION.some((name) => new RegExp(`\\b${name}\\(`).test(text));
      return touches && !/\b(recordIn|tell)\(/.test(text);
    });
    expect(silent).toEqual([]);
  });
});
