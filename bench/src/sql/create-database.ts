import { quoteIdentifier } from '@pgwatch-heroku/shared';

export const createDatabaseSql = (name: string): string => `CREATE DATABASE ${quoteIdentifier(name)}`;
