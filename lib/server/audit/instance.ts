import 'server-only';
import { env } from '../env';
import { describeError, log } from '../log';
import { singleton } from '../singleton';
import { createCheckpointer } from './checkpoints';
import { auditKeys } from './keys';
import { openTrail, type Trail } from './trail';

/** The application's audit trail. */
export function trail(): Trail {
  return singleton('audit-trail', () => {
    const keys = auditKeys();
    const checkpoints = createCheckpointer({
      file: env().AUDIT_CHECKPOINT_FILE,
      key: keys.current,
      noteKey: env().AUDIT_CHECKPOINT_KEY,
      onError: (error) => log().error({ event: 'audit-checkpoint', error: describeError(error) }),
    });
    return openTrail({ url: env().DATABASE_URL, keys, checkpoints });
  });
}
