/** Style sheet of the pages that stand outside the client: sign-in, starting, out of order. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #1c2430; --dim: #5c6675; --line: #d9dee6;
  --accent: #1f6feb; --accent-text: #ffffff; --error: #a4161a; --error-page: #fdecec;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1d2229; --text: #e6e9ee; --dim: #9aa4b2; --line: #323a45;
    --accent: #58a1ff; --accent-text: #0b1320; --error: #ff9a9a; --error-page: #3a1f22;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); }
main { max-width: 26rem; margin: 0 auto; padding: 12vh 1rem 2rem; }
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1rem .25rem; font-weight: 650; font-size: 1.125rem; }
.brand span { color: var(--dim); font-weight: 400; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; line-height: 1.3; }
.card > h1:last-child, .card > p:last-child { margin-bottom: 0; }
h2 { margin: 0 0 .25rem; font-size: .9375rem; }
label { display: block; margin: 0 0 .25rem; font-size: .875rem; font-weight: 550; }
input { width: 100%; margin: 0 0 1rem; padding: .55rem .7rem; font: inherit; color: inherit;
  background: var(--page); border: 1px solid var(--line); border-radius: .5rem; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
button { width: 100%; padding: .6rem; font: inherit; font-weight: 600; color: var(--accent-text);
  background: var(--accent); border: 0; border-radius: .5rem; cursor: pointer; }
button:hover { filter: brightness(1.08); }
.error { margin: 0 0 1rem; padding: .6rem .75rem; border-radius: .5rem; background: var(--error-page); color: var(--error);
  font-size: .9375rem; }
.note { margin: 1.25rem .25rem 0; color: var(--dim); font-size: .875rem; }
.note p { margin: 0 0 .5rem; }
.note h2 { color: var(--text); }
a { color: var(--accent); }
code { font: .8125rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.busy h1::after { content: ""; display: inline-block; width: .55em; height: .55em; margin-left: .5em; border-radius: 50%;
  background: var(--accent); animation: pulse 1.4s ease-in-out infinite; }
@keyframes pulse { 50% { opacity: .2; } }
@media (prefers-reduced-motion: reduce) { .busy h1::after { animation: none; } }
`;
