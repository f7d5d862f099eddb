import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Each app is one file, and one more for what it imports when it needs it (docs/adr/0012-one-file-per-app.md). */
export default {
  input: 'src/main.ts',
  platform: 'node',
  plugins: [licenceTexts(), withoutCloudflare()],
  output: { dir: 'dist', format: 'esm', chunkFileNames: '[name].js', cleanDir: true },
};

/** Writes licences.txt beside a bundle: the terms of the npm packages in it, which ask to go where the code goes. */
export function licenceTexts() {
  return {
    name: 'licence-texts',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = modules.flatMap((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? []);
      const source = [...new Set(folders)].sort().map(readLicence).join('\n\n');
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
    },
  };
}

/**
 * pg asks when it is loaded whether it runs at Cloudflare, and Node 20, which has no `navigator`, loads all that belongs
 * to `fetch` for an answer: 50 ms of processor time in every process that starts.
 */
function withoutCloudflare() {
  return {
    name: 'without-cloudflare',
    transform: {
      filter: { id: /[\\/]pg[\\/]lib[\\/]stream\.js$/ },
      handler(code) {
        const changed = code.replace('if (isCloudflareRuntime())', 'if (false)');
        if (changed === code) this.error('pg asks in another way by now: look at this plugin');
        return changed;
      },
    },
  };
}

function readLicence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return [`---- ${name} ${version}: ${license}`, ...texts].join('\n\n');
}
