import { bindForGrafana } from '../render/bind-for-grafana.js';
import { dataSourceUid } from '../render/data-source.js';
import { type AlertRule, alertRules } from './rules.js';

/** What is provisioned, from config vars; see docs/dashboards.md. */
export interface AlertOptions {
  /** PGWATCH2_ALERTS: whether there are alert rules at all. */
  isEnabled: boolean;
  /** PGWATCH2_ALERT_WEBHOOK_URL: every alert is posted there. */
  webhookUrl?: string | undefined;
  /** PGWATCH2_ALERT_EMAIL: addresses with commas between; Grafana needs an SMTP server (GF_SMTP_*) to reach them. */
  email?: string | undefined;
}

/** What Grafana's own tables say of what was provisioned before. */
export interface AlertState {
  /** Whether its tree of notification policies is the one that these files once gave. */
  hasOurPolicies: boolean;
}

const orgId = 1;
/**
 * Not the folder of the dashboards: Grafana makes the rules' folder first, by title and with a uid of its own, and then
 * another one of that title for the dashboards, whose uid is given (grafana/grafana#125079).
 */
const folder = 'pgwatch alerts';
const group = 'pgwatch';
const contactPoint = 'pgwatch';
/** Grafana asks for all rules so often. */
const interval = '1m';
/** How much of the past a rule's query is given, in seconds. */
const rangeSeconds = 600;

/**
 * The files of `provisioning/alerting`, by name. All three are always there: rules and contact points that were once
 * provisioned and are not wanted any more are deleted by name, since Grafana keeps what it is merely not told of again.
 * There is but one tree of policies: it is taken back only where it is ours, since otherwise people made it.
 *
 * The contents hold the webhook's URL, which may be a secret: not for the log.
 */
export function alertFiles(options: AlertOptions, { hasOurPolicies }: AlertState): Record<string, string> {
  const receivers = receiversOf(options);
  const hasContact = options.isEnabled && receivers.length > 0;
  const unwanted = receiverUids.filter((uid) => !hasContact || !receivers.some((receiver) => receiver.uid === uid));
  return {
    'rules.json': file(
      options.isEnabled
        ? { groups: [{ orgId, name: group, folder, interval, rules: alertRules.map(toGrafanaRule) }] }
        : { deleteRules: alertRules.map(({ uid }) => ({ orgId, uid })) },
    ),
    'contact-points.json': file({
      ...(hasContact ? { contactPoints: [{ orgId, name: contactPoint, receivers }] } : {}),
      deleteContactPoints: unwanted.map((uid) => ({ orgId, uid })),
    }),
    // Without a contact point the policy is Grafana's own again: it would name one that is not there.
    'policies.json': file(
      hasContact
        ? { policies: [{ orgId, receiver: contactPoint, group_by: ['alertname', 'source'], repeat_interval: '4h' }] }
        : hasOurPolicies
          ? { resetPolicies: [orgId] }
          : {},
    ),
  };
}

const file = (content: object) => `${JSON.stringify({ apiVersion: 1, ...content }, null, 1)}\n`;

const receiverUids = ['pgwatch-webhook', 'pgwatch-email'] as const;

function receiversOf({ webhookUrl, email }: AlertOptions) {
  const [webhookUid, emailUid] = receiverUids;
  return [
    ...(webhookUrl
      ? [{ uid: webhookUid, type: 'webhook', settings: { url: withoutDollar(webhookUrl), httpMethod: 'POST' } }]
      : []),
    ...(email ? [{ uid: emailUid, type: 'email', settings: { addresses: email, singleEmail: true } }] : []),
  ];
}

/** Some versions put environment variables into the settings of contact points and some do not: no `$`, no question. */
const withoutDollar = (url: string) => url.replaceAll('$', '%24');

/** Grafana puts environment variables into annotations: a dollar sign that is meant is written twice there. */
const verbatim = (text: string) => text.replaceAll('$', '$$$$');

/** A query for (source, value), and whether the value is above the limit: an alert per source. */
function toGrafanaRule(rule: AlertRule) {
  const { uid, title, summary, sql, above, forDuration, severity, isRaisedByErrors = false } = rule;
  const relativeTimeRange = { from: rangeSeconds, to: 0 };
  // Models of queries are taken as they are: the macros are for the data source.
  const rawSql = bindForGrafana(sql.trim());
  return {
    uid,
    title,
    condition: 'B',
    data: [
      {
        refId: 'A',
        relativeTimeRange,
        datasourceUid: dataSourceUid,
        model: { refId: 'A', editorMode: 'code', format: 'table', rawQuery: true, rawSql },
      },
      {
        refId: 'B',
        relativeTimeRange: { from: 0, to: 0 },
        datasourceUid: '__expr__',
        model: {
          refId: 'B',
          type: 'threshold',
          expression: 'A',
          conditions: [{ evaluator: { type: 'gt', params: [above] } }],
        },
      },
    ],
    // A source without figures is the concern of "does not answer" and "is silent".
    noDataState: 'OK',
    // That the store is away is one alarm and not one of every rule; `for` forgives it a moment.
    execErrState: isRaisedByErrors ? 'Alerting' : 'KeepLast',
    for: forDuration,
    labels: { severity, origin: 'pgwatch-heroku' },
    annotations: { summary: verbatim(`{{ with $labels.source }}{{ . }}: {{ end }}${summary}`) },
    isPaused: false,
  };
}
