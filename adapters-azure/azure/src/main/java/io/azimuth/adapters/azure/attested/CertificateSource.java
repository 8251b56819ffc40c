package io.azimuth.adapters.azure.attested;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Fetches the certificates of issuers from addresses that were found to be allowed. */
public interface CertificateSource {

  /** The largest body, in bytes; a certificate has about 1,500. */
  int MAX_BYTES = 16 * 1024;

  /** A server that fetches none. */
  CertificateSource NONE =
      (uri, cloud) ->
          CompletableFuture.failedFuture(
              new UnsupportedOperationException("this server fetches no certificates"));

  /**
   * The body of a GET whose status is 200 and that has at most {@link #MAX_BYTES} bytes. Redirects
   * are not followed. Does not block; fails when there is no such answer within seconds.
   *
   * @param cloud whose trust store and proxy are used
   */
  CompletableFuture<byte[]> fetch(URI uri, String cloud);
}
