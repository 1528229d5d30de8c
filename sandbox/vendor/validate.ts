import type { Fields } from '../world/record.ts';

export interface Problem {
  field: string;
  message: string;
}

export const isEmail = (value: string) => value.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
export const isE164 = (value: string) => /^\+[1-9]\d{6,14}$/.test(value);

/** `null` counts as absent: the contract does not say, and a strict server would tell nobody why. */
export function optionalString(body: Fields, field: string, problems: Problem[]): string | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  problems.push({ field, message: `${field} must be a string that is not empty` });
  return undefined;
}

export function email(body: Fields, problems: Problem[], least = 0): string | undefined {
  const value = optionalString(body, 'email', problems);
  if (value === undefined || (isEmail(value) && value.length >= least)) return value;
  problems.push({ field: 'email', message: 'email must be an e-mail address' });
  return value;
}

/** The contract is silent on the form; its examples are E.164, so nothing else is taken. */
export function phoneNumber(body: Fields, problems: Problem[]): string | undefined {
  const value = optionalString(body, 'phoneNumber', problems);
  if (value === undefined || isE164(value)) return value;
  problems.push({ field: 'phoneNumber', message: 'phoneNumber must be in E.164' });
  return value;
}

export function eitherContact(body: Fields, problems: Problem[]): void {
  const absent = (value: unknown) => value === undefined || value === null;
  if (absent(body.email) && absent(body.phoneNumber)) {
    problems.push({ field: 'email', message: 'email or phoneNumber is required' });
  }
}
