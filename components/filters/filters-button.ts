/** The id of the button that opens the filters: whoever gives the focus back to it stands far from it. */
export const FILTERS_BUTTON = 'filters-button';

export function focusFiltersButton(): void {
  document.getElementById(FILTERS_BUTTON)?.focus();
}
