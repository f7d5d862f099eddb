import type { GrafanaStatus } from '@pgwatch-heroku/grafana';
import type { Request, Response } from 'express';
import { sendError, wantsPage } from '../error-answer.js';
import { renderMessagePage } from '../pages/message-page.js';

const refreshSeconds = 2;

/** Answers in Grafana's place while it is not there: with a page that loads itself again, or 503 for programs. */
export function sendStatus(request: Request, response: Response, status: Exclude<GrafanaStatus, { state: 'ready' }>) {
  const isStarting = status.state === 'starting';
  const title = isStarting ? 'Grafana is starting' : 'Grafana is not running';
  const text = isStarting
    ? `${status.reason ?? 'The first start takes a minute or two, later ones some seconds.'} This page reloads by itself.`
    : `${status.reason} ${status.hint}`;
  response.status(503).set({ 'Cache-Control': 'no-store', ...(isStarting ? { 'Retry-After': '2' } : {}) });
  if (wantsPage(request)) {
    const page = isStarting ? { title, text, refreshSeconds } : { title, text, hasWayOn: true };
    response.type('html').send(renderMessagePage(page));
    return;
  }
  sendError(request, response, {
    status: 503,
    code: isStarting ? 'starting' : 'grafana-off',
    message: title,
    hint: text,
  });
}

/** Grafana did not answer, or not in time. */
export function sendAway(request: Request, response: Response, { timedOut }: { timedOut: boolean }) {
  sendError(request, response, {
    status: timedOut ? 504 : 502,
    code: timedOut ? 'too-slow' : 'grafana-away',
    message: timedOut ? 'Grafana took too long to answer' : 'Grafana does not answer just now',
    hint: timedOut
      ? 'Choose a shorter time range, or load the page again.'
      : 'It may be starting again; load the page once more in a moment. The log has the reason (heroku logs --dyno web).',
  });
}

/** A page that Grafana itself could not make. Programs get its own words instead. */
export function sendBroken(request: Request, response: Response, status: number) {
  sendError(request, response, {
    status,
    code: 'grafana-error',
    message: `Grafana answered with an error (${status})`,
    hint: 'Load the page again; if it stays, the log has the reason (heroku logs --dyno web).',
  });
}

export function sendRefusedPath(request: Request, response: Response) {
  sendError(request, response, { status: 400, code: 'bad-path', message: 'There is no such address in Grafana' });
}

export function sendCrossOrigin(request: Request, response: Response) {
  sendError(request, response, {
    status: 403,
    code: 'csrf',
    message: 'The request did not come from a page of this app',
    hint: 'Reload the page and try again.',
  });
}

export function sendNotForViewers(request: Request, response: Response) {
  sendError(request, response, {
    status: 403,
    code: 'admins-only',
    message: 'Grafana is for admins here',
    hint: 'Whoever is in Grafana can send SQL, and here it would run as a role that may change the Collector DB. With credential pgwatch2_grafana attached as PGWATCH2_GRAFANA (Standard plans and above) viewers may enter too. The charts of these pages are open to viewers.',
  });
}
