import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Why the router answered in an app's place: https://devcenter.heroku.com/articles/error-codes */
export const routerErrors = {
  H10: { status: 503, desc: 'App crashed' },
  H12: { status: 503, desc: 'Request timeout' },
  H13: { status: 503, desc: 'Connection closed without response' },
  H14: { status: 503, desc: 'No web processes running' },
  H15: { status: 503, desc: 'Idle connection' },
  H18: { status: 503, desc: 'Server Request Interrupted' },
  H20: { status: 503, desc: 'App boot timeout' },
  H21: { status: 503, desc: 'Backend connection refused' },
  H27: { status: 499, desc: 'Client Request Interrupted' },
  H99: { status: 503, desc: 'Platform error' },
} as const;

export type RouterErrorCode = keyof typeof routerErrors;

const errorPage = (code: RouterErrorCode): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Application error</title></head>
<body style="font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 30em">
<h1>Application error</h1>
<p>The app did not answer: ${routerErrors[code].desc.toLowerCase()} (${code}). Its log says more.</p>
</body></html>
`;

/** Answers in the app's place; where the app has begun to answer, its answer is cut off. */
export function answerError(response: ServerResponse, code: RouterErrorCode): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = errorPage(code);
  response.writeHead(routerErrors[code].status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-cache, no-store',
  });
  response.end(body);
}

/** The same for a WebSocket that did not come about. */
export function refuseUpgrade(client: Duplex, code: RouterErrorCode): void {
  const { status, desc } = routerErrors[code];
  if (client.writable) client.end(`HTTP/1.1 ${status} ${desc}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
