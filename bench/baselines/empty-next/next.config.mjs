import path from 'node:path';

// The desk's own Next, from the packages of the repository.
const repository = path.resolve(import.meta.dirname, '../../..');

export default { output: 'standalone', outputFileTracingRoot: repository, turbopack: { root: repository } };
