'use client';

import { type Notice, useNotice } from '@/components/ui/toast';
import type { ApiError } from '@/lib/client/api-error';
import { ProblemText } from './call-problem';

interface AwayNotices {
  notice: (notice: Notice) => void;
  /** That a call whose form is gone did not work, and why. */
  notDone: (title: string, error: ApiError | null) => void;
}

/** Tells how calls ended whose form is gone: wherever the person is, until they close the message. */
export function useAway(): AwayNotices {
  const notice = useNotice();
  return {
    notice,
    notDone: (title, error) => notice({ tone: 'bad', title, body: error && <ProblemText error={error} /> }),
  };
}
