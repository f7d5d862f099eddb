import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Request, Router } from 'express';
import type { ApiContext } from '../api-context.js';

/** Uploads and downloads of sources, by URLs that POST /sources gave out; and what builds and release phases say. */
export function sourceRoutes({ account, builds, sourcesDir }: ApiContext): Router {
  const routes = Router();
  const fileOf = (id: string) => path.join(sourcesDir, `${path.basename(id)}.tar`);
  routes.put('/source-blobs/:id', async (request: Request<{ id: string }>, response) => {
    await mkdir(sourcesDir, { recursive: true });
    await pipeline(request, createWriteStream(fileOf(request.params.id)));
    response.status(200).end();
  });
  routes.get('/source-blobs/:id', async (request: Request<{ id: string }>, response) => {
    const file = fileOf(request.params.id);
    if (!(await stat(file).catch(() => undefined))) return void response.status(404).end();
    await pipeline(createReadStream(file), response);
  });
  routes.get('/streams/builds/:id', (request: Request<{ id: string }>, response) => {
    const build = builds.find(request.params.id);
    if (!build) return void response.status(404).end();
    response.type('text/plain');
    response.on(
      'close',
      build.output.pipe({ write: (text) => void response.write(text), end: () => void response.end() }),
    );
  });
  routes.get('/streams/releases/:id', async (request: Request<{ id: string }>, response) => {
    const app = account.apps.find(({ releases }) => releases.some(({ id }) => id === request.params.id));
    if (!app) return void response.status(404).end();
    response.type('text/plain').send(await app.phaseOutput(request.params.id));
  });
  return routes;
}
