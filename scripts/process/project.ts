import path from 'node:path';

/** The root of the repository: every program here runs with it as its working directory. */
export const root = path.resolve(import.meta.dirname, '../..');

export const inProject = (...parts: string[]): string => path.join(root, ...parts);
