/** SQL of a relation's name with its schema, both quoted where they need to be. */
export const fullName = (nspname: string, relname: string): string =>
  `pg_catalog.quote_ident(${nspname}) || '.' || pg_catalog.quote_ident(${relname})`;
