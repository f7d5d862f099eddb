import { findPlan, type Plan } from '../../addons/plans.js';
import type { Addon, Attachment } from '../../state/account-state.js';
import type { ApiContext } from '../api-context.js';
import { appRef } from './app.js';

const serviceName = 'heroku-postgresql';
const service = { id: serviceName, name: serviceName, human_name: 'Heroku Postgres' };

const priceOf = ({ monthlyDollars }: Plan) => ({
  cents: monthlyDollars * 100,
  contract: false,
  unit: 'month',
  metered: false,
});

/** https://devcenter.heroku.com/articles/platform-api-reference#plan */
export function presentPlan(plan: Plan) {
  const name = `${serviceName}:${plan.name}`;
  return { id: name, name, human_name: plan.name, addon_service: service, price: priceOf(plan), state: 'ga' };
}

function refOf({ account }: ApiContext, appId: string) {
  const app = account.findApp(appId);
  return app ? appRef(app) : { id: appId, name: 'deleted' };
}

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on */
export function presentAddon(context: ApiContext, addon: Addon) {
  const { id, name, state, plan, appId, createdAt } = addon;
  const price = priceOf(findPlan(plan));
  return {
    id,
    name,
    state,
    app: refOf(context, appId),
    plan: { id: plan, name: plan, price, human_name: plan },
    addon_service: service,
    config_vars: context.account.state.attachments
      .filter((each) => each.addonId === id && each.appId === appId)
      .map((each) => `${each.name}_URL`),
    billing_entity: { ...refOf(context, appId), type: 'app' },
    billed_price: price,
    actions: [],
    provider_id: id,
    provision_message: state === 'provisioning' ? 'The database is being created. Use `heroku addons:wait`.' : null,
    web_url: null,
    created_at: createdAt,
    updated_at: createdAt,
  };
}

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on-attachment */
export function presentAttachment(context: ApiContext, attachment: Attachment) {
  const { id, name, addonId, appId, namespace } = attachment;
  const addon = context.account.findAddon(addonId);
  return {
    id,
    name,
    namespace,
    app: refOf(context, appId),
    addon: addon && {
      id: addon.id,
      name: addon.name,
      app: refOf(context, addon.appId),
      plan: { id: addon.plan, name: addon.plan },
      addon_service: service,
    },
    config_vars: [`${name}_URL`],
    log_input_url: null,
    web_url: null,
    created_at: addon?.createdAt,
    updated_at: addon?.createdAt,
  };
}
