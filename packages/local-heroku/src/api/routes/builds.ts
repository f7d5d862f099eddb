import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import type { Build } from '../../builds/build-service.js';
import { type ApiContext, requireApp } from '../api-context.js';
import { notFound } from '../api-error.js';
import { appRef } from '../present/app.js';
import { readBody } from '../read-body.js';

export const sourceBlob = z.strictObject({
  url: z.string(),
  version: z.string().nullish(),
  checksum: z.string().nullish(),
});

export function buildRoutes(context: ApiContext): Router {
  const { account, builds, url } = context;
  const routes = Router();
  routes.post(['/sources', '/apps/:app/sources'], (_request, response) => {
    const blobUrl = `${url()}/source-blobs/${randomUUID()}`;
    response.status(201).json({ source_blob: { get_url: blobUrl, put_url: blobUrl } });
  });
  const present = ({ id, app, status, sourceUrl, version, createdAt, release }: Build) => ({
    id,
    app: appRef(app),
    status,
    stack: app.state.stack,
    source_blob: { url: sourceUrl, version },
    output_stream_url: `${url()}/streams/builds/${id}`,
    release: release ? { id: release.release.id } : null,
    slug: release && app.state.slugId !== null ? { id: app.state.slugId } : null,
    user: { id: account.state.account.id, email: account.state.account.email },
    created_at: createdAt,
    updated_at: createdAt,
  });
  routes.post('/apps/:app/builds', (request, response) => {
    const app = requireApp(context, request.params.app);
    const { source_blob: blob } = readBody(request, {
      source_blob: sourceBlob,
      buildpacks: z.array(z.unknown()).optional(),
    });
    response.status(201).json(present(builds.start(app, blob.url, blob.version ?? null)));
  });
  routes.get('/apps/:app/builds', (request, response) => {
    response.json(builds.ofApp(requireApp(context, request.params.app)).map(present));
  });
  routes.get('/apps/:app/builds/:build', (request, response) => {
    const app = requireApp(context, request.params.app);
    const build = builds.find(request.params.build);
    if (build?.app !== app) throw notFound('build');
    response.json(present(build));
  });
  return routes;
}
