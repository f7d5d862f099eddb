/** SQL of the whole seconds since a point in time; null stays null. */
export const secondsSince = (time: string): string => `extract(epoch FROM pg_catalog.now() - ${time})::int8`;
