import { lookup as dnsLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { AppError } from '../errors.js';

/** Finds the address to connect to, or refuses the host. */
export type ResolveHost = (host: string, port: number) => Promise<string>;

export interface AddressGuardOptions {
  /** Networks that may be connected to though they are not public: `10.1.0.0/16`. */
  networks: readonly string[];
  ports: readonly number[];
  /** For tests: all addresses of a name. */
  lookup?: (host: string) => Promise<{ address: string }[]>;
}

/**
 * For hosts that people enter: they must not lead us to what only we can reach (this dyno, the platform's metadata, a
 * private network). The name is resolved once, all its addresses must be public, and what is connected to is the address
 * that was looked at, so that a name which resolves differently the next time gains nothing.
 */
export function guardAddresses({ networks, ports, lookup = allAddresses }: AddressGuardOptions): ResolveHost {
  const allowed = toBlockList(networks);
  return async (host, port) => {
    if (!ports.includes(port)) throw refused();
    const found = isIP(host) ? [{ address: host }] : await lookup(host).catch(() => []);
    const [first] = found;
    if (!first || !found.every(({ address }) => isPublic(address) || isIn(allowed, address))) throw refused();
    return first.address;
  };
}

// Of how it looks there nothing is said: who asks must not learn what there is.
const refused = () =>
  new AppError('configuration', 'No PostgreSQL server can be reached there', {
    hint: 'The host has to be public, or in PGWATCH2_URL_SOURCE_NETWORKS, and the port one of PGWATCH2_URL_SOURCE_PORTS.',
  });

const allAddresses = (host: string) => dnsLookup(host, { all: true });

// https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry: what is not globally
// reachable, multicast, and what carries an IPv4 address that somebody may put anything into.
const special = toBlockList([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  ...['::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
  ...['2002::/16', '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
]);

/** Whether an address is one of the public internet; an IPv4 address in an IPv6 one counts as itself. */
export const isPublic = (address: string): boolean => isIP(address) > 0 && !isIn(special, address);

function isIn(list: BlockList, address: string): boolean {
  const [bare = ''] = address.split('%');
  // BlockList looks at `::ffff:127.0.0.1` as the IPv4 address that it is.
  return list.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4');
}

function toBlockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
