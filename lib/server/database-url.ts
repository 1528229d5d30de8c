import 'server-only';

/**
 * What is wrong with a postgres URL, as the rest of a sentence that begins with the variable's name; `null` when the
 * driver reads the URL as the operator meant it. Never holds a piece of the URL.
 *
 * Strict, because a URL parser is not: a password with a bare `/` or `#` moves the border between password, host and
 * database, and the failed connection would then name a piece of the password as the host.
 */
export function databaseUrlProblem(text: string): string | null {
  const [, rest] = /^postgres(?:ql)?:\/\/(.*)$/is.exec(text) ?? [];
  if (rest === undefined) return 'must be a postgres URL, which begins with postgresql://';
  if (/[\s\p{Cc}]/u.test(rest)) return 'has white space in it: write %20 for a space';
  if (rest.includes('#') || /%(?![0-9a-f]{2})/i.test(rest) || !isDecodable(rest)) return BARE;
  const { authority, path, query } = split(rest);
  const at = authority.lastIndexOf('@');
  if (path.includes('@') || (query.includes('@') && (at >= 0 || !/(^|&)(user|password)=/.test(query)))) return BARE;
  const host = authority.slice(at + 1);
  // The driver takes a URL without a host, but not with a port, and with a user only where a path follows.
  const isHostless = host.startsWith(':') || (host === '' && at >= 0 && path === '');
  return hostProblem(host) ?? (isHostless ? NO_HOST : queryProblem(query));
}

const NO_HOST = 'names no host: write it behind the @, as in postgresql://user:password@host:5432/database';
const BARE =
  'has a character that cannot stand there as it is, in the user or the password most likely: ' +
  'write @ as %40, / as %2F, # as %23, ? as %3F and % as %25';

function split(rest: string) {
  const [before = '', ...questions] = rest.split('?');
  const slash = before.indexOf('/');
  const authority = slash < 0 ? before : before.slice(0, slash);
  return { authority, path: slash < 0 ? '' : before.slice(slash), query: questions.join('?') };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function hostProblem(hostAndPort: string): string | null {
  if (hostAndPort.includes(',')) return 'names several hosts: name one, such as an address that follows the primary';
  // Of more than one colon outside brackets the last part could be a port or a part of the address.
  if (/^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*$/i.test(hostAndPort)) {
    return 'has an IPv6 address without brackets: write [address]:port';
  }
  const read = /^(?:\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]*|(?:%2f|[\w.-])*)(?::(\d{1,5}))?$/iu.exec(hostAndPort);
  if (read === null) return BARE;
  const [, port] = read;
  const number = port === undefined ? 5432 : Number(port);
  return number < 1 || number > 65_535 ? 'has a port that is none: ports go from 1 to 65535' : null;
}

const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** Parameters that the driver would read in another way than their author, or pass over in silence. */
function queryProblem(query: string): string | null {
  for (const [name, value] of new URLSearchParams(query)) {
    if (!/^[a-z_]+$/i.test(name)) return BARE;
    if (name === 'sslmode' && !SSL_MODES.includes(value))
      return `has an sslmode that is none of ${SSL_MODES.join(', ')}`;
    if (name === 'ssl' && !/^(true|1|0)$/.test(value)) return 'has a value of ssl that is none: use sslmode instead';
    if (/^(schema|currentschema|search_path)$/i.test(name)) {
      return 'names a schema in a way that PostgreSQL does not know: use ?options=-c%20search_path%3D and its name';
    }
    if (name === 'options' && startupOptions(value).settings.some(([, set]) => set === null)) {
      return 'has options that cannot be read: write ?options=-c%20name%3Dvalue';
    }
  }
  return null;
}

/**
 * The settings in the `options` of a postgres URL, written `-c name=value` or `--name=value`, where a backslash makes a
 * space part of a value (libpq's rules). A setting without `=` has the value `null`. Anything else (some providers route
 * by it) goes into `rest`, as it came.
 */
export function startupOptions(options: string): { settings: [name: string, value: string | null][]; rest: string } {
  const words = options.match(/(?:\\.|[^\s\\])+/gs) ?? [];
  const settings: [string, string | null][] = [];
  const rest: string[] = [];
  let afterC = false;
  for (const word of words) {
    const joined = /^-[c-](.+)$/s.exec(word)?.[1];
    if (afterC) settings.push(settingOf(word));
    else if (joined !== undefined) settings.push(settingOf(joined));
    else if (word !== '-c') rest.push(word);
    afterC = !afterC && word === '-c';
  }
  if (afterC) settings.push(settingOf(''));
  return { settings, rest: rest.join(' ') };
}

function settingOf(text: string): [name: string, value: string | null] {
  const [name = '', ...value] = text.split('=');
  const whole = value.join('=').replace(/\\(.)/gs, '$1');
  return [name.replaceAll('-', '_'), value.length === 0 || name === '' ? null : whole];
}

/** A postgres URL without its `options`, and these. The URL is one that {@link databaseUrlProblem} finds nothing in. */
export function takeOptions(url: string): { url: string; options: string } {
  const start = url.indexOf('?');
  if (start < 0) return { url, options: '' };
  const params = new URLSearchParams(url.slice(start + 1));
  const options = params.get('options');
  if (options === null) return { url, options: '' };
  params.delete('options');
  return { url: params.size === 0 ? url.slice(0, start) : `${url.slice(0, start)}?${params}`, options };
}
