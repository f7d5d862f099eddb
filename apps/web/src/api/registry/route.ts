import type { SignedIn } from '@pgwatch-heroku/gateway';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ApiContext } from '../api-context.js';
import type { ProblemCode } from './problem-codes.js';

/** What a role may do; an admin may do all that a viewer may. */
export type Role = 'viewer' | 'admin';

type Shape = z.ZodType | undefined;
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** One route of /api/v1: what it takes, gives and needs. The server and the OpenAPI document are made from it. */
export interface RouteSpec<P extends Shape, Q extends Shape, B extends Shape, R extends Shape> {
  /** Verb and noun, unique: `list-sources`. */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, parameters in braces: `/sources/{name}`. */
  path: string;
  /** One sentence for the docs page. */
  summary: string;
  tag: string;
  role: Role;
  params?: P;
  query?: Q;
  body?: B;
  /** Of the answer's JSON; without it the answer is 204. */
  response?: R;
  /** The handler sends the answer itself, bit by bit, in this type. */
  streams?: 'text/plain';
  /** Of the answer when all goes well; 200, or 204 without a response. */
  status?: 200 | 201 | 202;
  /** What it may answer with besides what every route may. */
  errors?: readonly ProblemCode[];
  /** Largest body, in bytes; see readBody() for the default. */
  maxBodyBytes?: number;
  /** Calls per minute and address, for what costs others something. */
  callsPerMinute?: number;
}

export interface RouteInput<P extends Shape, Q extends Shape, B extends Shape> {
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
  user: SignedIn;
  /** For the few that start or end a session. */
  http: { request: Request; response: Response };
}

/** A route with its types forgotten, as the registry holds it. */
export interface Route extends RouteSpec<Shape, Shape, Shape, Shape> {
  handle(context: ApiContext, input: RouteInput<Shape, Shape, Shape>): Promise<unknown>;
}

/** Declares a route; its handler gets what the schemas made of the request, and must give what `response` says. */
export function defineRoute<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  R extends Shape = undefined,
>(
  spec: RouteSpec<P, Q, B, R>,
  handle: (context: ApiContext, input: RouteInput<P, Q, B>) => Promise<R extends z.ZodType ? z.input<R> : void>,
): Route {
  return { ...spec, handle: handle as Route['handle'] };
}
