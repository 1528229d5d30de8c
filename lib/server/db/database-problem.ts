import 'server-only';

/** A database that the desk can't work with. The message is one sentence that says what to do, and holds no secret. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
}

/** What PostgreSQL, or a pooler in front of it, says when it refuses a connection. */
const BY_STATE: readonly [state: string, words: string][] = [
  ['28P01', 'the server refuses the user or the password: put right what the URL says'],
  [
    '28000',
    'the server lets this role in from here by no way that the URL offers: check pg_hba.conf, whether the role may log in, and sslmode in the URL',
  ],
  ['3D000', 'the server has no database of that name: create it, or put right the end of the URL'],
  ['53300', 'the server has no connection left: raise max_connections or the connection limit of the role'],
  ['57P03', 'the server is starting or shutting down: start the desk again once the server answers'],
  ['57P01', 'the server ended the connection: start the desk again once the server answers'],
  ['25006', 'the server takes no changes: give the address of the primary'],
  [
    '08P01',
    'what answers there refuses the way in: a pooler may want fewer startup parameters (ignore_startup_parameters) or another password method',
  ],
  [
    '0A000',
    'what answers there lacks a feature of PostgreSQL that the desk needs: give the address of PostgreSQL itself',
  ],
];

const BY_CODE: readonly [RegExp, string][] = [
  [/^(ENOTFOUND|EAI_)/, 'its host cannot be found: put right its name, or the name service of this machine'],
  [/^ECONNREFUSED$/, 'nothing listens at its address: start the server there, or put right host and port'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'its address cannot be reached: check host, port and firewall'],
  [/^(ECONNRESET|EPIPE)$/, 'what answers there hangs up: check that PostgreSQL listens at this port'],
  [/^EACCES$/, 'its socket or one of its certificate files may not be opened: check their permissions'],
  [
    /CERT|ISSUER|ERR_TLS|ERR_SSL|EPROTO|SIGNATURE/,
    'the certificate of the server cannot be trusted: name its authority by sslrootcert, and the host as the certificate does',
  ],
];

const BY_MESSAGE: readonly [RegExp, string][] = [
  [
    /does not support SSL/,
    'the server does not speak TLS, which the URL asks for: enable it there, or write sslmode=disable',
  ],
  [
    /timeout|terminated/i,
    'the server did not answer in time: check host, port and firewall, and whether a pooler has connections left',
  ],
  [
    /password must be a string|no password|SASL/i,
    'the server asks for a password that the URL does not give rightly: put right what the URL says',
  ],
  [/verify-ca requires/, 'sslmode=verify-ca needs sslrootcert beside it: name the file, or write sslmode=verify-full'],
];

/** Why a connection could not be made, in words of the desk: those of the server and the driver quote the URL. */
export function connectionProblem(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
    const { message } = current;
    if (code === 'ENOENT') {
      const file = 'syscall' in current && current.syscall === 'open';
      return file
        ? 'a file of its TLS parameters is not there: check sslrootcert, sslcert and sslkey'
        : 'nothing listens at its socket: start the server there, or put right the path';
    }
    const found =
      BY_STATE.find(([state]) => state === code)?.[1] ??
      BY_CODE.find(([pattern]) => code !== '' && pattern.test(code))?.[1] ??
      BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
    if (found !== undefined) return found;
    if (current instanceof AggregateError) return connectionProblem(current.errors[0]);
  }
  return 'the connection fails for a reason that the desk does not know: try the same URL with psql';
}
