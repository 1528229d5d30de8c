/** The id of the button that opens the filters. Components far from the button give the focus back to it. */
export const FILTERS_BUTTON = 'filters-button';

export function focusFiltersButton(): void {
  document.getElementById(FILTERS_BUTTON)?.focus();
}
