import type { IncomingMessage } from 'node:http';

export interface StandInUser {
  login: string;
  role: string;
}

export interface StandInSettings {
  proxyHeader: string | undefined;
  roleHeader: string | undefined;
  isBasicAuthOn: boolean;
  adminUser: string;
  adminPassword: string;
}

/** Reads what decides who somebody is, with Grafana's own defaults. */
export function readSettings(env: NodeJS.ProcessEnv): StandInSettings {
  const role = /(?:^| )Role:(\S+)/.exec(env['GF_AUTH_PROXY_HEADERS'] ?? '')?.[1];
  return {
    proxyHeader:
      env['GF_AUTH_PROXY_ENABLED'] === 'true' ? (env['GF_AUTH_PROXY_HEADER_NAME'] ?? 'X-WEBAUTH-USER') : undefined,
    roleHeader: role,
    isBasicAuthOn: env['GF_AUTH_BASIC_ENABLED'] !== 'false',
    adminUser: env['GF_SECURITY_ADMIN_USER'] ?? 'admin',
    adminPassword: env['GF_SECURITY_ADMIN_PASSWORD'] ?? 'admin',
  };
}

/** Cookie of the stand-in's own session: whoever has it is its admin. */
const sessionCookie = /(?:^|;\s*)grafana_session=/;

/** Who sent a request: by Grafana's own session, by basic auth, by the headers of a proxy that it trusts. */
export function identify(request: IncomingMessage, settings: StandInSettings): StandInUser | undefined {
  const header = (name: string | undefined) => {
    const value = name === undefined ? undefined : request.headers[name.toLowerCase()];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  if (sessionCookie.test(request.headers.cookie ?? '')) return { login: 'by-cookie', role: 'Admin' };
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined && settings.isBasicAuthOn) {
    const given = Buffer.from(basic, 'base64').toString();
    if (given === `${settings.adminUser}:${settings.adminPassword}`) return { login: 'by-password', role: 'Admin' };
  }
  const login = header(settings.proxyHeader);
  return login === undefined ? undefined : { login, role: header(settings.roleHeader) ?? 'Viewer' };
}
