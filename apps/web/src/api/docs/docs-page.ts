import { type Html, html, renderLayout } from '@pgwatch-heroku/gateway';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { problemsOf } from '../registry/openapi.js';
import { problemCodes } from '../registry/problem-codes.js';
import type { Route } from '../registry/route.js';
import { routes } from '../routes.js';

let page: string | undefined;

/** GET /api/docs: the routes for people to read, made of the schemas that validate them; no script, no style of its own. */
export const docsPage: RequestHandler = (_request, response) => {
  page ??= render();
  response.set('Cache-Control', 'no-store').type('html').send(page);
};

function render(): string {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const content = html`<h1>API</h1>
<p>All that the pages do, under <code>/api/v1</code>; as a document for programs:
<a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<p>Programs send a token of the settings page: <code>Authorization: Bearer pgw_…</code>. Times are ISO 8601 in UTC,
sizes bytes. Errors are <code>application/problem+json</code>, with one of the codes at the end of this page.</p>
${join(tags.map(toSection))}
<h2>Codes of errors</h2>
<table><tbody>${join(
    Object.entries(problemCodes).map(
      ([code, { status, when }]) =>
        html`<tr id="${code}"><td>${String(status)}</td><td><code>${code}</code></td><td>${when}</td></tr>`,
    ),
  )}</tbody></table>`;
  return renderLayout({ title: 'API', content, isWide: true });
}

const toSection = (tag: string): Html => html`<h2>${tag}</h2>
${join(routes.filter((route) => route.tag === tag).map(toDetails))}`;

const toDetails = (route: Route): Html => html`<details id="${route.id}">
<summary><code>${route.method.toUpperCase()} ${route.path}</code> ${route.summary}</summary>
<p>For ${route.role === 'admin' ? 'admins' : 'everybody who is signed in'}. Errors: ${problemsOf(route).join(', ')}.</p>
${toSchema('Query', route.query, 'input')}${toSchema('Body', route.body, 'input')}${toSchema('Answer', route.response, 'output')}
</details>
`;

function toSchema(title: string, schema: z.ZodType | undefined, io: 'input' | 'output'): Html | undefined {
  if (!schema) return undefined;
  const { $schema: _, ...own } = z.toJSONSchema(schema, { io });
  return html`<p>${title}:</p><pre>${JSON.stringify(own, null, 2)}</pre>`;
}

const join = (parts: Html[]): Html => parts.reduce((whole, part) => html`${whole}${part}`, html``);
