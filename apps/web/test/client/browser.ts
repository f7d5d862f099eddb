import { TextDecoder, TextEncoder } from 'node:util';

/** What jsdom lacks and the pages need; to be imported before anything of the client. */
const nothing = () => undefined;

window.matchMedia ??= (query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: nothing,
  removeListener: nothing,
  addEventListener: nothing,
  removeEventListener: nothing,
  dispatchEvent: () => false,
});

// Never reports a size, so that no chart is drawn: there is no canvas here.
window.ResizeObserver ??= class {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
};

// Of each element only what it says itself: there are no stylesheets but jsdom's own, and matching their selectors for
// every name of every element takes a quarter of the time of all tests.
window.getComputedStyle = (element) => (element as HTMLElement).style;

// Node's own, which jsdom hides.
Object.assign(globalThis, { TextDecoder, TextEncoder });
