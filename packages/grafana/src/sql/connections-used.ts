/**
 * Share of the connections of a fetch of `backends` that are taken, of the tightest limit; of fetches from before that was
 * asked for, of the server's.
 */
export const connectionsUsedSql = 'coalesce(connections_used, instance_total::float8 / nullif(max_connections, 0))';

/** How many connections the tightest limit allows; of fetches from before that was asked for, the server. */
export const connectionLimitSql = 'coalesce(connection_limit, max_connections)';
