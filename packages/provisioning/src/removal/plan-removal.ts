import { describePrice, dynoMonthlyCents, type HerokuClient, type Price } from '@pgwatch-heroku/heroku-api';
import { load, sample } from './sample-parts.js';

/** Something that is paid for, in words and in cents a month where that is known. */
export interface PricedThing {
  /** `postgresql-round-12345`, `collector` */
  name: string;
  /** `heroku-postgresql:essential-0`, `1 Basic dyno` */
  what: string;
  price: string | null;
  monthlyCents: number | null;
}

/** What goes with a removal. */
export interface RemovalPlan {
  /** Name of our app. */
  app: string;
  /** The sample database and the dynos that keep it busy; null when neither is there. */
  demo: { addon: string | null; things: PricedThing[] } | null;
  /** All add-ons and dynos of the app. */
  everything: PricedThing[];
  /** Databases of other apps, in which what was made is taken back; they stay. */
  borrowed: { addon: string; app: string }[];
}

/** Looks at what would be removed and what would not be paid for any more; changes nothing. */
export async function planRemoval(client: HerokuClient, app: string): Promise<RemovalPlan> {
  const [addons, attachments, formation] = await Promise.all([
    client.addons.listOfApp(app),
    client.attachments.listOfApp(app),
    client.formation.get(app),
  ]);
  const databases = addons
    .filter((addon) => addon.app.name === app)
    .map(({ id, name, plan }) => ({ id, thing: priced(name, plan.name, plan.price) }));
  const dynos = formation
    .filter(({ quantity }) => quantity > 0)
    .map(({ type, quantity, size }) => {
      const cents = dynoMonthlyCents(size);
      const price = cents === undefined ? null : { cents: cents * quantity, unit: 'month' };
      return priced(type, `${quantity} ${size} ${quantity === 1 ? 'dyno' : 'dynos'}`, price);
    });
  const attached = attachments.find(({ name, namespace }) => name === sample && namespace === null);
  const demo = databases.find(({ id }) => id === attached?.addon.id)?.thing;
  const things = [...(demo ? [demo] : []), ...dynos.filter(({ name }) => name === load)];
  return {
    app,
    demo: things.length === 0 ? null : { addon: demo?.name ?? null, things },
    everything: [...databases.map(({ thing }) => thing), ...dynos],
    borrowed: attachments
      .filter(({ name, addon }) => /^PGWATCH2_MONITOREDDB_/.test(name) && addon.app.name !== app)
      .map(({ addon }) => ({ addon: addon.name, app: addon.app.name })),
  };
}

function priced(name: string, what: string, price: Price | null | undefined): PricedThing {
  const isFixed = price && price.unit === 'month' && !price.contract && !price.metered;
  return {
    name,
    what,
    price: price ? describePrice(price) : null,
    monthlyCents: isFixed ? price.cents : null,
  };
}
