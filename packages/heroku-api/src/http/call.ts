import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';

/** One call, as an operation describes it. */
export interface Call<T> {
  method: Method;
  /** Made by `path`, which encodes what is put into it. */
  path: string;
  /** What is tried, to stand behind "Cannot": `create app sales in team acme`. Names, never URLs. */
  what: string;
  schema: z.ZodType<T>;
  api?: 'platform' | 'data';
  auth?: 'bearer' | 'basic';
  body?: unknown;
  headers?: Record<string, string>;
}

/** What operations are made of. */
export interface Http {
  send<T>(call: Call<T>): Promise<T>;
  /** All pages of a list; the schema is that of one element. */
  list<T>(call: Omit<Call<T>, 'method' | 'body'>): Promise<T[]>;
  /** Deletes; a thing that is gone after an attempt without an answer has been deleted by it. */
  delete(call: Omit<Call<unknown>, 'method' | 'body' | 'schema'>): Promise<void>;
  /** Sends bytes to a signed URL of somebody else's, without the key. */
  upload(url: string, bytes: Uint8Array, what: string): Promise<void>;
  /** Opens a URL that the API gave for reading, without the key: bytes until either side ends it. */
  open(url: string, what: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  signal: AbortSignal | undefined;
}
