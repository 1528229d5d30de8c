import 'server-only';
import { can, type Permission } from '../../access';
import {
  PRINTED_LISTS,
  type PrintCustomerBody,
  type Printed,
  type PrintedPage,
  type PrintPageBody,
  type PrintWay,
} from '../../contracts/print';
import type { Viewer } from '../../contracts/viewer';
import type { AuditContext } from '../audit/public';
import { DeskError, PermissionMissing } from '../desk-error';
import { recorded } from './audited';
import { purposeFor, purposeOfPrint } from './purpose';

/** What a page takes to be seen, and so to be printed; `null` for every signed-in person. */
const NEEDED: Readonly<Record<PrintedPage, Permission | null>> = {
  customers: 'customers:read',
  expiring: 'customers:read',
  approvals: 'contact:approve',
  audit: 'audit:customers',
  reviews: 'reviews:read',
  alerts: 'alerts:read',
  accounts: 'accounts:manage',
  'access-review': 'access:review',
  system: 'system:read',
  sessions: null,
};

/**
 * Records that a person prints a customer's page. The browser prints once this has been answered; after its own menu it
 * calls this too late to be stopped (`docs/decisions.md`, decision 68).
 *
 * @param body `images` is the browser's word: a role that sees no images has none on paper
 * @returns what the paper says of its own making
 * @throws DeskError `purpose_required` unless the browser has printed by itself; `invalid_request`, `audit_unavailable`.
 *   The page then prints nothing by itself
 */
export async function printCustomer(
  uuid: string,
  { by, images, why }: PrintCustomerBody,
  viewer: Viewer,
  audit: AuditContext,
): Promise<Printed> {
  const purpose = await purposeFor(audit, uuid, { askedFor: 'print', given: why }).catch(orNoneGiven(by));
  return await recorded(audit, {
    action: 'customer.printed',
    customer: () => uuid,
    work: async () => printedNow(audit, purpose),
    detail: () => ({ by, images: images && can(viewer, 'images:view'), ...purpose }),
  });
}

/**
 * The same for every other page. Which customers a list shows is in the event of the list itself.
 *
 * @throws DeskError `forbidden` for a page that the person can't open; as {@link printCustomer}
 */
export async function printPage({ page, rows, by, why }: PrintPageBody, viewer: Viewer, audit: AuditContext) {
  const needed = NEEDED[page];
  if (needed !== null && !can(viewer, needed)) throw new PermissionMissing(needed);
  const purpose = await purposeOfPrint(why).catch(orNoneGiven(by));
  const work = async () => printedNow(audit, purpose);
  const rest = { rows, by, ...purpose };
  return isList(page)
    ? await recorded(audit, { action: 'customers.printed', work, detail: () => ({ what: page, ...rest }) })
    : await recorded(audit, { action: 'page.printed', work, detail: () => ({ what: page, ...rest }) });
}

/** A print that has happened is better recorded without a purpose than not at all. */
function orNoneGiven(by: PrintWay): (error: unknown) => { withoutPurpose: true } {
  return (error) => {
    if (by === 'browser' && error instanceof DeskError && error.code === 'purpose_required') {
      return { withoutPurpose: true };
    }
    throw error;
  };
}

type PrintedList = (typeof PRINTED_LISTS)[number];

function isList(page: PrintedPage): page is PrintedList {
  return PRINTED_LISTS.some((list) => list === page);
}

type Reason = Pick<Printed, 'purpose' | 'sentence'> & { withoutPurpose?: true };

function printedNow({ requestId }: AuditContext, { withoutPurpose: _, ...purpose }: Reason): Printed {
  return { at: new Date().toISOString(), requestId, ...purpose };
}
