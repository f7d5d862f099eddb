import { Router } from 'express';
import { z } from 'zod';
import type { Setup } from '../../builds/setup-service.js';
import { type ApiContext, requireApp } from '../api-context.js';
import { notFound } from '../api-error.js';
import { appRef } from '../present/app.js';
import { readBody, reference } from '../read-body.js';
import { sourceBlob } from './builds.js';

const reviewStatus = {
  pending: 'pending',
  creating: 'creating',
  succeeded: 'created',
  failed: 'errored',
  deleting: 'deleting',
  deleted: 'deleted',
} as const;

/** Review apps, and app setups, which is what the Deploy button makes. */
export function reviewAppRoutes(context: ApiContext): Router {
  const { setups } = context;
  const routes = Router();
  const presentReview = (setup: Setup) => ({
    id: setup.id,
    app: setup.app && setup.status !== 'deleted' ? appRef(setup.app) : null,
    app_setup: { id: setup.id },
    branch: setup.review?.branch,
    pipeline: { id: setup.review?.pipeline },
    pr_number: setup.review?.prNumber ?? null,
    status: reviewStatus[setup.status],
    message: setup.failure,
    error_status: setup.status === 'failed' ? 'app_setup' : null,
    wait_for_ci: false,
    created_at: setup.createdAt,
    updated_at: setup.createdAt,
  });
  const requireReview = (id: string) => {
    const found = setups.find(id);
    if (!found?.review) throw notFound('review app');
    return found;
  };
  routes.post('/review-apps', (request, response) => {
    const given = readBody(request, {
      branch: z.string(),
      pipeline: z.string(),
      source_blob: sourceBlob,
      environment: z.record(z.string(), z.string()).nullish(),
      pr_number: z.int().nullish(),
      fork_repo_id: z.int().nullish(),
    });
    const setup = setups.start({
      sourceUrl: given.source_blob.url,
      version: given.source_blob.version ?? null,
      env: given.environment ?? {},
      name: undefined,
      review: { branch: given.branch, pipeline: given.pipeline, prNumber: given.pr_number ?? null },
    });
    response.status(201).json(presentReview(setup));
  });
  routes.get(
    '/review-apps/:id',
    (request, response) => void response.json(presentReview(requireReview(request.params.id))),
  );
  routes.delete('/review-apps/:id', (request, response) => {
    const setup = requireReview(request.params.id);
    void setups.remove(setup);
    response.json(presentReview(setup));
  });
  routes.get('/pipelines/:pipeline/review-apps', (request, response) => {
    const { pipeline } = request.params;
    response.json(setups.all.filter(({ review }) => review?.pipeline === pipeline).map(presentReview));
  });
  routes.get('/apps/:app/review-app', (request, response) => {
    const app = requireApp(context, request.params.app);
    const found = setups.all.find((setup) => setup.app === app && setup.review);
    if (!found) throw notFound('review app');
    response.json(presentReview(found));
  });

  const presentSetup = (setup: Setup) => ({
    id: setup.id,
    app: setup.app ? appRef(setup.app) : null,
    status: setup.status === 'succeeded' || setup.status === 'failed' ? setup.status : 'pending',
    failure_message: setup.failure,
    manifest_errors: setup.appJson || setup.failure === null ? [] : setup.failure.split('\n'),
    build: setup.appJson ? { status: 'succeeded' } : null,
    postdeploy: null,
    resolved_success_url:
      setup.status === 'succeeded' && setup.app && setup.appJson?.success_url
        ? new URL(setup.appJson.success_url, setup.app.router.url).href
        : null,
    created_at: setup.createdAt,
    updated_at: setup.createdAt,
  });
  routes.post('/app-setups', (request, response) => {
    const {
      source_blob: blob,
      app,
      overrides,
    } = readBody(request, {
      source_blob: sourceBlob,
      app: z.object({ name: reference.optional() }).optional(),
      overrides: z
        .strictObject({
          env: z.record(z.string(), z.string()).optional(),
          buildpacks: z.array(z.object({ url: z.string() })).optional(),
        })
        .optional(),
    });
    const setup = setups.start({
      sourceUrl: blob.url,
      version: blob.version ?? null,
      env: overrides?.env ?? {},
      name: app?.name,
      review: undefined,
    });
    response.status(202).json(presentSetup(setup));
  });
  routes.get('/app-setups/:id', (request, response) => {
    const setup = setups.find(request.params.id);
    if (!setup) throw notFound('app setup');
    response.json(presentSetup(setup));
  });
  return routes;
}
