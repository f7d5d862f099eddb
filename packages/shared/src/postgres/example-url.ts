/** What messages show as the form of a PostgreSQL URL. Redaction leaves exactly this text alone. */
export const exampleDatabaseUrl = 'postgres://user:password@host:5432/database';
