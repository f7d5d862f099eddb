import { generate } from 'selfsigned';

/** A self-signed certificate and its key, PEM, as Heroku's databases present one. */
export async function createCertificate(): Promise<{ certificate: string; privateKey: string }> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048, algorithm: 'sha256' });
  return { certificate: pems.cert, privateKey: pems.private };
}
