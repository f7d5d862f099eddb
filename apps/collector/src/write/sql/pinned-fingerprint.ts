/** Fingerprint of the certificate that a source showed before. */
export const pinnedFingerprintSql = 'SELECT tls_fingerprint FROM pgwatch2.source WHERE id = $1';
