/** Node's network errors in the words of the Java HTTP client, which is what `response.exception` shows to scripts. */

const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'java.net.ConnectException: Connection refused',
  ETIMEDOUT: 'java.net.ConnectException: Connection timed out',
  EHOSTUNREACH: 'java.net.NoRouteToHostException: No route to host',
  ENETUNREACH: 'java.net.ConnectException: Network is unreachable',
  EPIPE: 'java.net.SocketException: Broken pipe',
  ABORT_ERR: 'java.io.InterruptedIOException: Connection has been shut down',
};

/** @param url the address that was really called. Never contains header values. */
export function javaException(error: unknown, url: string): string {
  if (!(error instanceof Error)) return `java.io.IOException: ${String(error)}`;
  if (/^(java|javax|org)\./.test(error.message)) return error.message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const { hostname, host } = new URL(url);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `java.net.UnknownHostException: ${hostname}`;
  if (code === 'ECONNRESET') {
    const reset = 'syscall' in error;
    return reset
      ? 'java.net.SocketException: Connection reset'
      : `org.apache.http.NoHttpResponseException: ${host} failed to respond`;
  }
  if (code.startsWith('HPE_')) return `org.apache.http.client.ClientProtocolException: ${error.message}`;
  if (code.startsWith('ERR_TLS') || code.includes('CERT')) {
    return `javax.net.ssl.SSLHandshakeException: ${error.message}`;
  }
  return BY_CODE[code] ?? `java.io.IOException: ${error.message}`;
}
