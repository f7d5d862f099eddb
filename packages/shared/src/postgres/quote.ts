import pg from 'pg';

/** Quotes a name for SQL. */
export const quoteIdentifier = (name: string): string => pg.escapeIdentifier(name);

/** Quotes a text value for the few commands that take no parameters (CREATE ROLE, COMMENT). */
export const quoteLiteral = (value: string): string => pg.escapeLiteral(value);
