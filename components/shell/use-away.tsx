'use client';

import { type Notice, useNotice } from '@/components/ui/toast';
import type { ApiError } from '@/lib/client/api-error';
import { AWAY_WORDS } from '@/lib/words/away';
import { ProblemText } from './call-problem';

interface AwayNotices {
  notice: (notice: Notice) => void;
  /**
   * That a call whose form is gone did not work, and why.
   * @param written the text that went with the form
   */
  notDone: (title: string, error: ApiError | null, written?: string) => void;
}

/** Tells how calls ended whose form is gone: wherever the person is, until they close the message. */
export function useAway(): AwayNotices {
  const notice = useNotice();
  return {
    notice,
    notDone: (title, error, written = '') =>
      notice({
        tone: 'bad',
        title,
        ...((error !== null || written !== '') && {
          body: (
            <>
              {error && <ProblemText error={error} />}
              {written !== '' && (
                <bdi className="block whitespace-pre-wrap wrap-anywhere">{AWAY_WORDS.written(written)}</bdi>
              )}
            </>
          ),
        }),
      }),
  };
}
