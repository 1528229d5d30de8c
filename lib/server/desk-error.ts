import 'server-only';
import type { Permission } from '../access';
import type { ErrorBody, ErrorCode, Problem } from '../contracts/errors';
import { errorSentence } from '../words/errors';

type Details = Omit<ErrorBody['error'], 'code' | 'message' | 'requestId' | 'problem'>;

/**
 * A failure that a person may read: a code, and a problem with parameters where the code is not exact enough. Engines
 * and use cases throw it; `http/errors.ts` gives it a status and an envelope. The message is in English, from
 * `lib/words/errors.ts`. Any other thrown value becomes `internal` (`to-desk-error.ts`).
 */
export class DeskError extends Error {
  override readonly name: string = 'DeskError';
  readonly isForPeople = true;

  /** By its mark: the bundler gives pages and handlers copies of this class, and they share work whose errors travel. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && 'isForPeople' in value && 'code' in value;
  }

  constructor(
    readonly code: ErrorCode,
    readonly problem?: Problem | undefined,
    readonly details: Details = {},
  ) {
    super(errorSentence({ code, ...(problem && { problem }), ...details }) ?? code);
  }
}

/**
 * A refusal for want of a permission that only the use case can judge, because it depends on what is asked for.
 * `http/route.ts` records it in the trail, as it records the refusals of its own.
 */
export class PermissionMissing extends DeskError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof DeskError && 'permission' in value;
  }

  constructor(
    readonly permission: Permission,
    problem?: Problem,
  ) {
    super('forbidden', problem);
  }
}
