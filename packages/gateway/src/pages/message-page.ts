import { html } from './html.js';
import { renderLayout } from './layout.js';

export interface MessagePage {
  title: string;
  text?: string;
  /** Loads the page again after this long. */
  refreshSeconds?: number;
  /** Leads to the first page. */
  hasWayOn?: boolean;
}

/** A page that says one thing: starting, not found, out of order. */
export function renderMessagePage({ title, text, refreshSeconds, hasWayOn }: MessagePage): string {
  const content = html`<section class="card${refreshSeconds ? ' busy' : ''}" role="status">
<h1>${title}</h1>
${text ? html`<p>${text}</p>` : undefined}
${hasWayOn ? html`<p class="onward"><a href="/">Go to the first page</a></p>` : undefined}
</section>`;
  return renderLayout({ title, content, ...(refreshSeconds ? { refreshSeconds } : {}) });
}
