import { queryOptions } from '@tanstack/react-query';
import { approvalApi as api } from '../approval-routes';
import type { ApprovalAnswer, ApprovalsCount, ApprovalsList } from '../contracts/approvals';
import type { CallerCheckAnswer, CallerSays } from '../contracts/caller-check';
import { json, requestJson } from './request';

export function approvalsQuery() {
  return queryOptions({
    queryKey: ['approvals', 'list'] as const,
    queryFn: ({ signal }) => requestJson<ApprovalsList>(api.approvals(), { signal }),
  });
}

/** How often the menu asks for the number of requests, ms. */
const COUNT_EVERY = 60_000;

export function approvalsCountQuery() {
  return queryOptions({
    queryKey: ['approvals', 'count'] as const,
    queryFn: ({ signal }) => requestJson<ApprovalsCount>(api.count(), { signal }),
    refetchInterval: COUNT_EVERY,
    retry: false,
  });
}

export function approveRequest(id: string): Promise<ApprovalAnswer> {
  return requestJson(api.decide(id, 'approve'), { method: 'POST' });
}

export function declineRequest(id: string, word: string): Promise<ApprovalAnswer> {
  return requestJson(api.decide(id, 'decline'), json('POST', { word }));
}

export function checkCaller(uuid: string, says: CallerSays): Promise<CallerCheckAnswer> {
  return requestJson(api.callerCheck(uuid), json('POST', says));
}
