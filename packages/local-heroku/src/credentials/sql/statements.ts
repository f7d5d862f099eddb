import { quoteIdentifier, quoteLiteral } from '@pgwatch-heroku/shared';

export interface Login {
  user: string;
  password: string;
}

/** A role that can log in and do nothing: no rights on objects, no USAGE on schema public. */
export const createCredentialSql = ({ user, password }: Login, connectionLimit: number): string =>
  `CREATE ROLE ${quoteIdentifier(user)} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS
     CONNECTION LIMIT ${connectionLimit} PASSWORD ${quoteLiteral(password)}`;

export const grantConnectSql = (user: string, database: string): string =>
  `GRANT CONNECT ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(user)}`;

export const grantMembershipSql = (role: string, member: string, withAdmin = false): string =>
  `GRANT ${quoteIdentifier(role)} TO ${quoteIdentifier(member)}${withAdmin ? ' WITH ADMIN OPTION' : ''}`;

export const setPasswordSql = ({ user, password }: Login): string =>
  `ALTER ROLE ${quoteIdentifier(user)} PASSWORD ${quoteLiteral(password)}`;

/** What a role owns becomes another's. */
export const reassignSql = (role: string, to: string): string =>
  `REASSIGN OWNED BY ${quoteIdentifier(role)} TO ${quoteIdentifier(to)}`;

/** The role and its rights; what it owns must be another's by now. Nothing when it is not there. */
export const dropLoginSql = (user: string): string =>
  `DO $do$ BEGIN
     IF EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(user)}) THEN
       DROP OWNED BY ${quoteIdentifier(user)};
       DROP ROLE ${quoteIdentifier(user)};
     END IF;
   END $do$`;

export const endConnectionsSql = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1';

export const countConnectionsSql = `
  SELECT usename AS user, count(*)::int AS connections FROM pg_stat_activity WHERE usename = ANY($1) GROUP BY 1`;
