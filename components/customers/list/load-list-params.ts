import { createLoader } from 'nuqs/server';
import { LIST_PARSERS } from './list-parsers';

/** A page's `searchParams`, read on the server as the browser will read them. */
export const loadListParams = createLoader(LIST_PARSERS);
