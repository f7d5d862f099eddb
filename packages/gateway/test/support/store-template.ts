import { connect } from '@pgwatch-heroku/shared';
import { migrate } from '@pgwatch-heroku/store';
import { templateDatabase } from '@pgwatch-heroku/testkit';

/** A migrated, empty store to copy. */
export function storeTemplate(): Promise<string> {
  return templateDatabase('store', async (url) => {
    const client = await connect({ url, label: 'the template', applicationName: 'testkit' });
    try {
      await migrate(client);
    } finally {
      await client.end();
    }
  });
}
