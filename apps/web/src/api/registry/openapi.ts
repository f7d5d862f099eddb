import { z } from 'zod';
import { problemSchema } from '../docs/problem-schema.js';
import { commonProblems, type ProblemCode, problemCodes } from './problem-codes.js';
import type { Route } from './route.js';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes, out of the schemas that validate them. */
export function toOpenApi(routes: readonly Route[], version: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route, schemas) };
  }
  schemas['Problem'] = toSchema(problemSchema, 'output', schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'pgwatch on Heroku',
      version,
      description:
        'All that the pages do. Sessions send their cookie, and X-CSRF-Token with whatever changes something; ' +
        'programs send a token of the settings page as Authorization: Bearer. Times are ISO 8601 in UTC, sizes bytes.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-pgwatch' },
      },
    },
  };
}

function toOperation(route: Route, schemas: Json): Json {
  const success = String(route.status ?? (route.response || route.streams ? 200 : 204));
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    'x-role': route.role,
    parameters: [...toParameters('path', route.params, schemas), ...toParameters('query', route.query, schemas)],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toSchema(route.body, 'input', schemas) } },
          },
        }
      : {}),
    responses: {
      [success]: route.response
        ? {
            description: 'It went well.',
            content: { 'application/json': { schema: toSchema(route.response, 'output', schemas) } },
          }
        : {
            description: 'It went well.',
            ...(route.streams ? { content: { [route.streams]: { schema: { type: 'string' } } } } : {}),
          },
      ...toProblems(problemsOf(route)),
    },
  };
}

/** All codes that a route may answer with. */
export function problemsOf(route: Route): ProblemCode[] {
  const ofBody: ProblemCode[] = route.body ? ['bad-json', 'body-too-large', 'unsupported-type'] : [];
  const ofLimit: ProblemCode[] = route.callsPerMinute === undefined ? [] : ['too-many-requests'];
  const ofChange: ProblemCode[] = route.method === 'get' ? [] : ['csrf'];
  return [...new Set([...(route.errors ?? []), ...ofBody, ...ofLimit, ...ofChange, ...commonProblems])];
}

function toProblems(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = problemCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, own]) => [
        String(status),
        {
          description: own.map((code) => `\`${code}\`: ${problemCodes[code].when}`).join(' '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
}

function toParameters(place: 'path' | 'query', schema: z.ZodType | undefined, schemas: Json): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input', schemas) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: own,
  }));
}

/** A schema as JSON Schema; what has an id becomes a component, and stands here by reference. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io }) as Json & { $defs?: Json };
  Object.assign(schemas, pointToComponents($defs));
  const { id, ...rest } = pointToComponents(own) as { id?: string };
  if (id === undefined) return rest;
  schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}

function pointToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
        : [key, pointToComponents(inner)],
    ),
  );
}
