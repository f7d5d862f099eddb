const marker = '/* pgwatch-heroku */';

/**
 * Marks a statement as ours, so that reports of the monitored database can tell. Behind its first word: what stands before
 * that is not part of the statement to pg_stat_statements from PostgreSQL 18 on.
 */
export const marked = (sql: string): string => sql.replace(/^\s*\w+/, (word) => `${word.trim()} ${marker}`);
