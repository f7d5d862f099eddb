import type { Locator, Page } from 'playwright-core';

/** More stops than any page has on the way to what a test looks for. */
const stopsAtMost = 200;

/**
 * Presses Tab, or another key that moves the focus, until an element has the focus, as somebody without a pointer does.
 *
 * @throws when it cannot be reached so, or when on the way there something has the focus and does not show it.
 */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab',
): Promise<void> {
  for (let stop = 0; stop < stopsAtMost; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    const unseen = await page.evaluate(focusThatIsNotSeen);
    if (unseen) throw new Error(`has the focus and does not show it: ${unseen}`);
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** The element that has the focus when nothing on it, next to it or around it shows that; runs in the page. */
function focusThatIsNotSeen(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  // A field of a switch or a segmented control is hidden, and its label is drawn in its place.
  const shown = [focused, focused.nextElementSibling, focused.parentElement, focused.closest('label')];
  const isMarked = shown.some((element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
    // That of a row is drawn by what its link lays over it.
    if (getComputedStyle(element, '::after').outlineStyle !== 'none') return true;
    const isField = element === focused && element.matches('input, textarea, select, [contenteditable]');
    return (
      (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || (isField && borderColor !== '')
    );
  });
  return isMarked ? null : focused.outerHTML.slice(0, 200);
}
