/** The server's own types; only types, so nothing of the server reaches the bundle. */
export type * from '../../../src/api/types.js';
