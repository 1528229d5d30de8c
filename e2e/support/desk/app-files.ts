import fs from 'node:fs';
import path from 'node:path';

/** The application's routes and pages, as its files say. */

const root = path.resolve(import.meta.dirname, '../../..');
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const HTTP = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** Every method of every route file, as `GET /api/customers/[uuid]`. */
export function routesInFiles(): string[] {
  return filesNamed('route').flatMap(({ file, place }) => exported(file).map((method) => `${method} ${place}`));
}

/** Every page, by the path it is at. */
export function pagesInFiles(): string[] {
  return filesNamed('page').map(({ place }) => place);
}

/** What the build serves, as its manifest says: `/(console)/customers/page`. Catches what no walk over files would. */
export function servedByBuild(): string[] {
  const manifest = path.join(root, '.next/standalone/.next/server/app-paths-manifest.json');
  return Object.keys(JSON.parse(fs.readFileSync(manifest, 'utf8')) as Record<string, string>);
}

/** The entry of the build's manifest without route groups, which no path has. */
export const withoutGroups = (place: string) => place.replaceAll(/\/\([^)]+\)/g, '') || '/';

function filesNamed(name: 'route' | 'page'): { file: string; place: string }[] {
  const app = path.join(root, 'app');
  return fs
    .readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => new RegExp(`(^|/)${name}\\.[jt]sx?$`).test(file))
    .map((file) => ({
      file: path.join(app, file),
      place: withoutGroups(`/${path.posix.dirname(file)}`.replace(/\/\.$/, '')),
    }))
    .sort((one, other) => (one.place < other.place ? -1 : 1));
}

/**
 * The methods that a route file exports: `export const GET = …`, `export async function GET`, `export { x as GET }`.
 * @throws Error for `export *`, which would hide them from here
 */
function exported(file: string): string[] {
  const source = fs.readFileSync(file, 'utf8');
  if (/\bexport\s*\*/.test(source)) throw new Error(`${file} exports what it doesn't name`);
  const declared = [...source.matchAll(/\bexport\s+(?:const|let|var|(?:async\s+)?function)\s+(\w+)/g)];
  const listed = [...source.matchAll(/\bexport\s*\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map(
      (entry) =>
        [
          entry,
          entry
            .trim()
            .split(/\s+as\s+/)
            .at(-1) ?? '',
        ] as const,
    ),
  );
  const names = [...declared, ...listed].map(([, name = '']) => name);
  const methods = names.filter((name) => HTTP.test(name));
  if (methods.length === 0) throw new Error(`${file} exports no method`);
  return methods;
}
