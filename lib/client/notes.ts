import { queryOptions } from '@tanstack/react-query';
import type {
  Colleagues,
  CustomerNote,
  CustomerNotes,
  Looking,
  Mentions,
  NoteBody,
  NoteChange,
  Unseen,
} from '../contracts/notes';
import { noteApi as api } from '../note-routes';
import { json, requestJson, tellMentions } from './request';

/** Not below `customers`, because a saved contact cancels the calls under that key. */
export function notesQuery(uuid: string) {
  return queryOptions({
    queryKey: ['notes', uuid] as const,
    queryFn: async ({ signal }) => telling(await requestJson<CustomerNotes>(api.notes(uuid), { signal })),
    refetchOnMount: 'always',
  });
}

export function colleaguesQuery() {
  return queryOptions({
    queryKey: ['colleagues'] as const,
    queryFn: ({ signal }) => requestJson<Colleagues>(api.colleagues(), { signal }),
    staleTime: 5 * 60_000,
  });
}

export function mentionsQuery() {
  return queryOptions({
    queryKey: ['mentions'] as const,
    queryFn: ({ signal }) => requestJson<Mentions>(api.mentions(), { signal }),
    refetchOnMount: 'always',
  });
}

export function writeNote(uuid: string, body: NoteBody): Promise<CustomerNote> {
  return requestJson(api.notes(uuid), json('POST', body));
}

export function changeNote(uuid: string, id: string, change: NoteChange): Promise<CustomerNote> {
  return requestJson(api.note(uuid, id), json('PATCH', change));
}

export function deleteNote(uuid: string, id: string): Promise<{ deleted: true }> {
  return requestJson(api.note(uuid, id), { method: 'DELETE' });
}

export async function markSeen(notes: string[]): Promise<Unseen> {
  return telling(await requestJson(api.mentionsSeen(), json('POST', { notes })));
}

/** The header of such an answer counts the mentions before it. */
function telling<T extends Unseen>(answer: T): T {
  if (answer.unseen !== null) tellMentions(answer.unseen);
  return answer;
}

/** Tells that this page shows a customer to somebody, and hears who else has the customer on screen. */
export function tellLooking(uuid: string, signal: AbortSignal): Promise<Looking> {
  return requestJson(api.looking(uuid), { method: 'POST', signal });
}
