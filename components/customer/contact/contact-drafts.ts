'use client';

import { keptDrafts } from '../kept-drafts';
import type { ContactEditState } from './contact-edit-state';

/** Corrections that were not saved. */
export const contactDrafts = keptDrafts<ContactEditState>();
