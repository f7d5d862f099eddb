import type { RequestListener, ServerResponse } from 'node:http';

/** What the port answers with: from the first moment on, and then the app, once its code is loaded. */
export class FrontDoor {
  #app: RequestListener | undefined;

  open(app: RequestListener): void {
    this.#app = app;
  }

  readonly listener: RequestListener = (request, response) => {
    if (this.#app) this.#app(request, response);
    else if (request.url === '/healthz') answer(response, 200, 'application/json', '{"status":"ok"}');
    else answer(response, 503, 'text/plain', 'Starting. Load the page again in a moment.\n');
  };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 503 ? { 'Retry-After': '1', Refresh: '1' } : {}),
  });
  response.end(body);
}
