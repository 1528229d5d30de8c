import { type Desk, query } from '../desk/desk';
import { codeOf } from './one-time-code';

/** Enrols and gives what the app then knows. Codes of now and of later steps count afterwards. */
export async function enrol(desk: Desk): Promise<{ secret: string; codes: string[] }> {
  const begun = await desk.send('POST', '/api/second-factor');
  const { secret, enrolment } = (await begun.json()) as { secret: string; enrolment: string };
  const confirmed = await desk.send('POST', '/api/second-factor/confirm', { enrolment, code: codeOf(secret) });
  if (confirmed.status !== 200) throw new Error(`could not enrol: ${confirmed.status} ${await confirmed.text()}`);
  const { codes } = (await confirmed.json()) as { codes: string[] };
  return { secret, codes };
}

/** As if the last code had been used long ago: tests don't wait half a minute for the next one. */
export async function forgetStep(accountId: string): Promise<void> {
  await query('UPDATE accounts SET totp_last_step = NULL WHERE id = $1', [accountId]);
}
