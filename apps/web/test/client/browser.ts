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

// Node's own, which jsdom hides.
Object.assign(globalThis, { TextDecoder, TextEncoder });
