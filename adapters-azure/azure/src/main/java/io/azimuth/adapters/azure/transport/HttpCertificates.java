package io.azimuth.adapters.azure.transport;

import io.azimuth.adapters.azure.attested.CertificateSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Fetches the certificates of issuers with the JDK's client, which keeps no thread waiting. */
public final class HttpCertificates implements CertificateSource {

  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CloudHttpClients transports;
  private final String userAgent;
  private final Duration patience;

  /**
   * Fetches with these clients.
   *
   * @param userAgent the value of the header {@code User-Agent}
   */
  public HttpCertificates(CloudHttpClients transports, String userAgent) {
    this(transports, userAgent, PATIENCE);
  }

  HttpCertificates(CloudHttpClients transports, String userAgent, Duration patience) {
    this.transports = transports;
    this.userAgent = userAgent;
    this.patience = patience;
  }

  @Override
  public CompletableFuture<byte[]> fetch(URI uri, String cloud) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("User-Agent", userAgent)
            .header("Accept", "application/pkix-cert")
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        transports
            .of(cloud)
            .sendAsync(
                request,
                head -> head.statusCode() == OK ? new CappedBody(MAX_BYTES) : new IgnoredBody());
    // A fetch is ended when no caller waits for it any more; otherwise a site that hangs holds
    // connections for good.
    return answer
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (answered, fault) -> {
              if (fault != null) {
                answer.cancel(true);
              }
            })
        .thenCompose(HttpCertificates::body);
  }

  private static CompletableFuture<byte[]> body(HttpResponse<byte[]> answer) {
    return answer.statusCode() == OK
        ? CompletableFuture.completedFuture(answer.body())
        : CompletableFuture.failedFuture(new IOException("answered " + answer.statusCode()));
  }
}
