import { Html, html } from './html.js';

export interface LayoutOptions {
  title: string;
  content: Html;
  /** Loads the page again after this long, without a script. */
  refreshSeconds?: number;
  /** For text and tables instead of a form. */
  isWide?: boolean;
}

/** A small page that needs nothing but its style sheet: it works before sign-in, without JavaScript, without a store. */
export function renderLayout({ title, content, refreshSeconds, isWide }: LayoutOptions): string {
  const refresh = refreshSeconds ? html`<meta http-equiv="refresh" content="${String(refreshSeconds)}">` : undefined;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${refresh}
<title>${title} · pgwatch</title>
<link rel="icon" href="/signin/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/signin/style.css">
</head>
<body>
<main${isWide ? new Html(' class="wide"') : undefined}>
<p class="brand"><img src="/signin/icon.svg" alt="" width="28" height="28"> pgwatch <span>on Heroku</span></p>
${content}
</main>
</body>
</html>
`;
  return page.text;
}
