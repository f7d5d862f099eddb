import { z } from 'zod';
import { toOpenApi } from '../registry/openapi.js';
import { defineRoute, type Route } from '../registry/route.js';

/** Serves the document of the routes, itself among them. */
export function getOpenApi(routes: () => readonly Route[], version: string): Route {
  let document: ReturnType<typeof toOpenApi> | undefined;
  return defineRoute(
    {
      id: 'get-openapi',
      method: 'get',
      path: '/openapi.json',
      summary: 'This document: OpenAPI 3.1.',
      tag: 'API',
      role: 'viewer',
      response: z.looseObject({ openapi: z.literal('3.1.0') }),
    },
    async () => {
      document ??= toOpenApi(routes(), version);
      return document as { openapi: '3.1.0' };
    },
  );
}
