import type { ActivityPlace, AuditPlace, AuditSelection } from './contracts/audit';
import { queryOf } from './query-of';

/** Paths of the routes about the audit trail. */
export const auditApi = {
  activity: (uuid: string, place?: ActivityPlace) =>
    `/api/customers/${encodeURIComponent(uuid)}/activity${queryOf({ ...place })}`,
  audit: (selection?: AuditSelection & AuditPlace) => `/api/audit${queryOf({ ...selection })}`,
  auditActors: () => '/api/audit/actors',
  auditVerify: () => '/api/audit/verify',
  accessReview: () => '/api/access-review',
  auditExport: () => '/api/audit/export',
} as const;
