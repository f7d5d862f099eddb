import { findOtherPlan } from '../../addons/other-services.js';
import type { OtherAddon } from '../../state/account-state.js';
import type { ApiContext } from '../api-context.js';
import { appRef } from './app.js';

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on */
export function presentOtherAddon({ account }: ApiContext, addon: OtherAddon) {
  const { id, name, plan, appId, createdAt, configVar } = addon;
  const offered = findOtherPlan(plan);
  const app = account.findApp(appId);
  const price = { cents: (offered?.monthlyDollars ?? 0) * 100, contract: false, unit: 'month', metered: false };
  const service = offered?.service ?? plan;
  return {
    id,
    name,
    state: 'provisioned',
    app: app ? appRef(app) : { id: appId, name: 'deleted' },
    plan: { id: plan, name: plan, price, human_name: plan },
    addon_service: { id: service, name: service, human_name: offered?.humanName ?? service },
    config_vars: [configVar.name],
    billed_price: price,
    actions: [],
    provider_id: id,
    provision_message: null,
    web_url: null,
    created_at: createdAt,
    updated_at: createdAt,
  };
}
