/**
 * Grafana's own variables that a user may set and Grafana gets: what sends mail, looks and alerts. Everything that
 * decides who may enter, where Grafana listens, what it loads and which database it uses is ours alone.
 */
const keptNames = [
  /^GF_SMTP_\w+$/,
  /^GF_EMAILS_\w+$/,
  /^GF_UNIFIED_ALERTING_(?!HA_)\w+$/,
  /^GF_USERS_(DEFAULT_THEME|DEFAULT_LANGUAGE|HOME_PAGE|VIEWERS_CAN_EDIT)$/,
  /^GF_DATE_FORMATS_\w+$/,
  /^GF_DASHBOARDS_(MIN_REFRESH_INTERVAL|VERSIONS_TO_KEEP)$/,
  /^GF_SECURITY_(ADMIN_USER|ADMIN_PASSWORD|ADMIN_EMAIL|SECRET_KEY)$/,
];

/** Those of an environment's variables that Grafana gets as they are. */
export function keptSettings(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value && keptNames.some((pattern) => pattern.test(name)) ? [[name, value]] : [],
    ),
  );
}
