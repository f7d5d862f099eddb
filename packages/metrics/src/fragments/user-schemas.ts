/** SQL that is true of the schemas that are neither the server's nor a session's own. */
export const isUserSchema = (nspname: string): string => `${nspname} !~ '^pg_' AND ${nspname} <> 'information_schema'`;
