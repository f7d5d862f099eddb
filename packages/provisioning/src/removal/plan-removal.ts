import {
  type AddonAttachment,
  describePrice,
  dynoMonthlyCents,
  type HerokuClient,
  type Price,
} from '@pgwatch-heroku/heroku-api';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import { findOwnSample } from './find-own-sample.js';
import { findSiblings } from './find-siblings.js';
import { ownedAddons } from './owned-addons.js';
import { requireDemoOnly } from './require-demo-only.js';
import { requireSampleOnly } from './require-sample-only.js';
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
  /** Apps that were made beside it and go with it: those of Grafana and of the monitored database. */
  siblings: string[];
  /**
   * Why the Monitored DB app stays, whatever is removed. Our own app where its sample database is in use: then it is
   * refused to remove anything. Null when all can go.
   */
  kept: { app: string; reason: string } | null;
  /** The sample database and the dynos that keep it busy, or the whole app that has them; null when neither is there. */
  demo: { addon: string | null; app: string | null; things: PricedThing[] } | null;
  /** All add-ons and dynos of these apps. */
  everything: PricedThing[];
  /** Databases of other apps, in which what was made is taken back; they stay. */
  borrowed: { addon: string; app: string }[];
}

/** Looks at what would be removed and what would not be paid for any more; changes nothing. */
export async function planRemoval(client: HerokuClient, app: string): Promise<RemovalPlan> {
  const { grafana, monitored } = await findSiblings(client, app);
  const kept =
    (await whyAllStays(client, app)) ?? (monitored === undefined ? null : await whyKept(client, app, monitored));
  const siblings = [grafana, monitored].filter((name) => name !== undefined);
  const [own, ...others] = await Promise.all([
    readParts(client, app),
    ...siblings.map((name) => readParts(client, name, ` of ${name}`)),
  ]);
  const attachments = await client.attachments.listOfApp(app);
  const isSiblingKept = kept !== null && kept.app !== app;
  const parts = [own, ...(isSiblingKept ? others.slice(0, -1) : others)];
  return {
    app,
    siblings: siblings.filter((name) => name !== kept?.app),
    kept,
    demo: monitored === undefined ? ownDemo(own, attachments) : siblingDemo(others.at(-1) ?? own, monitored),
    everything: [
      ...parts.flatMap(({ addons }) => addons.map(({ thing }) => thing)),
      ...parts.flatMap((each) => each.dynos),
    ],
    borrowed: attachments
      .filter(({ name, addon }) => /^PGWATCH2_MONITOREDDB_/.test(name) && ![app, ...siblings].includes(addon.app.name))
      .map(({ addon }) => ({ addon: addon.name, app: addon.app.name })),
  };
}

const whyAllStays = (client: HerokuClient, app: string) =>
  reasonOf(app, async () => {
    const addon = await findOwnSample(client, app);
    if (addon?.app.name !== app) return;
    await requireSampleOnly({ client, addon, attachment: sample, owner: app, apps: [app] });
  });

const whyKept = (client: HerokuClient, app: string, monitored: string) =>
  reasonOf(monitored, async () =>
    requireDemoOnly({ client, app, monitored, addons: await ownedAddons(client, monitored) }),
  );

async function reasonOf(app: string, require: () => Promise<void>): Promise<RemovalPlan['kept']> {
  try {
    await require();
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { app, reason: messageOf(error) };
  }
}

interface Parts {
  addons: { id: string; thing: PricedThing }[];
  dynos: PricedThing[];
}

/** @param suffix of the name of a process type, which several apps may have. */
async function readParts(client: HerokuClient, app: string, suffix = ''): Promise<Parts> {
  const [addons, formation] = await Promise.all([ownedAddons(client, app), client.formation.get(app)]);
  return {
    addons: addons.map(({ id, name, plan }) => ({ id, thing: priced(name, plan.name, plan.price) })),
    dynos: formation
      .filter(({ quantity }) => quantity > 0)
      .map(({ type, quantity, size }) => {
        const cents = dynoMonthlyCents(size);
        const price = cents === undefined ? null : { cents: cents * quantity, unit: 'month' };
        return priced(`${type}${suffix}`, `${quantity} ${size} ${quantity === 1 ? 'dyno' : 'dynos'}`, price);
      }),
  };
}

function ownDemo({ addons, dynos }: Parts, attachments: readonly AddonAttachment[]): RemovalPlan['demo'] {
  const attached = attachments.find(({ name, namespace }) => name === sample && namespace === null);
  const thing = addons.find(({ id }) => id === attached?.addon.id)?.thing;
  const things = [...(thing ? [thing] : []), ...dynos.filter(({ name }) => name === load)];
  return things.length === 0 ? null : { addon: thing?.name ?? null, app: null, things };
}

function siblingDemo({ addons, dynos }: Parts, app: string): RemovalPlan['demo'] {
  const things = [...addons.map(({ thing }) => thing), ...dynos];
  return { addon: null, app, things };
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
