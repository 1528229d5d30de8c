import { httpStatus } from '../process/http-status.ts';

// The health check of the image, which has no shell and no curl.

const { HOST, PORT } = process.env;
/** Where a server that listens everywhere is reached from within. */
const EVERYWHERE: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
const address = EVERYWHERE[HOST || '0.0.0.0'] ?? HOST ?? '';
const host = address.includes(':') ? `[${address}]` : address;
const status = await httpStatus(`http://${host}:${PORT || '3000'}/api/health/ready`, 4_000);
if (status !== 200) console.error(status === undefined ? 'No answer.' : `Not ready: ${status}.`);
process.exitCode = status === 200 ? 0 : 1;
