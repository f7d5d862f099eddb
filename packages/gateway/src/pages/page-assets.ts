import { Router } from 'express';
import { icon } from './icon.js';
import { style } from './style.js';

/** Style sheet and icon of the pages that need no session. */
export function pageAssets(): Router {
  const router = Router();
  const maxAge = 'public, max-age=3600';
  router.get('/signin/style.css', (_request, response) => {
    response.set('Cache-Control', maxAge).type('css').send(style);
  });
  router.get('/signin/icon.svg', (_request, response) => {
    response.set('Cache-Control', maxAge).type('svg').send(icon);
  });
  return router;
}
