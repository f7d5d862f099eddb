/** Schemas in which everything is ours. In `public` only the views named after metrics are. */
export const ourSchemas = ['pgwatch2', 'samples', 'admin'] as const;

/** Where the collector makes tables, partitions, types and views at run time. */
export const extendedSchemas = [...ourSchemas, 'public'] as const;

/** Where Grafana has its own tables; nothing of ours is in it. */
export const grafanaSchema = 'grafana';
