import type { FieldPlace, RevealedField } from '../contracts/knowledge';
import type { GivenPurpose } from '../contracts/purpose';
import { revealApi } from '../reveal-routes';
import { json, requestJson } from './request';

/** Reveals one hidden field: recorded, one call of Sentinel. The value must not outlive the open page. */
export function revealField(uuid: string, place: FieldPlace, why?: GivenPurpose): Promise<RevealedField> {
  return requestJson(revealApi.field(uuid), json('POST', { ...place, why }));
}
