/** Style sheet of the pages that stand outside the client: sign-in, starting, out of order. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f4f6f8; --card: #ffffff; --field: #ffffff; --text: #17212b; --dim: #536170; --line: #dfe4e9; --edge: #c6ced6;
  --accent: #24557f; --button: #2c669d; --button-text: #ffffff; --error: #a3261f; --error-page: #fdf0ef;
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui,
    sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1317; --card: #171c22; --field: #12171c; --text: #e6ebf0; --dim: #9dabb9; --line: #2a323b; --edge: #3c4651;
    --accent: #88b4db; --button: #3a7ab5; --error: #f9a8a1; --error-page: #2e1a1a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); }
main { max-width: 26rem; margin: 0 auto; padding: 12vh 1rem 2rem; }
main.wide { max-width: 60rem; padding-top: 3rem; }
.wide h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
.wide summary { cursor: pointer; padding: .35rem 0; overflow-wrap: anywhere; }
.wide pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--card); }
.wide td, .wide th { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; }
@media (max-width: 36rem) { .wide { overflow-wrap: anywhere; } .wide table, .wide tbody, .wide tr, .wide td { display: block; padding-right: 0; } .wide tr { padding: .35rem 0; } }
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1rem .25rem; font-weight: 650; font-size: 1.125rem; }
.brand span { color: var(--dim); font-weight: 400; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1.5rem; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; line-height: 1.3; }
.card > h1:last-child, .card > p:last-child { margin-bottom: 0; }
h2 { margin: 0 0 .25rem; font-size: .9375rem; }
label { display: block; margin: 0 0 .25rem; font-size: .875rem; font-weight: 550; }
input { width: 100%; margin: 0 0 1rem; padding: .55rem .7rem; font: inherit; color: inherit;
  background: var(--field); border: 1px solid var(--edge); border-radius: .375rem; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
button { width: 100%; padding: .6rem; font: inherit; font-weight: 600; color: var(--button-text);
  background: var(--button); border: 0; border-radius: .375rem; cursor: pointer; }
button:hover { filter: brightness(1.08); }
.error { margin: 0 0 1rem; padding: .6rem .75rem; border-radius: .375rem; background: var(--error-page); color: var(--error);
  font-size: .9375rem; }
.note { margin: 1.25rem .25rem 0; color: var(--dim); font-size: .875rem; }
.note p { margin: 0 0 .5rem; }
.note h2 { color: var(--text); }
a { color: var(--accent); }
code { font: .8125rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.onward { margin: 1rem 0 0; }
.busy h1::after { content: ""; display: inline-block; width: .55em; height: .55em; margin-left: .5em; border-radius: 50%;
  background: var(--accent); animation: pulse 1.4s ease-in-out infinite; }
@keyframes pulse { 50% { opacity: .2; } }
@media (prefers-reduced-motion: reduce) { .busy h1::after { animation: none; } }
`;
