/**
 * A self-signed certificate and its key, PEM, as Heroku's databases present one. Of an elliptic curve: the key is there
 * at once, and every connection signs with it.
 */
export async function createCertificate(): Promise<{ certificate: string; privateKey: string }> {
  // Loaded when there is one to make: with what it needs it takes longer to load than a server takes to start.
  const { generate } = await import('selfsigned');
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
  });
  return { certificate: pems.cert, privateKey: pems.private };
}
