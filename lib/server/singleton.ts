import 'server-only';

/**
 * One instance for the whole process. The bundler may evaluate a module once per entry point, so a module-level `let`
 * would open a connection pool per route.
 */
export function singleton<T>(name: string, create: () => T): T {
  const store = globalThis as unknown as { deskSingletons?: Map<string, unknown> };
  store.deskSingletons ??= new Map();
  if (!store.deskSingletons.has(name)) store.deskSingletons.set(name, create());
  return store.deskSingletons.get(name) as T;
}
