package io.azimuth.adapters.azure.attested;

import io.azimuth.spi.remote.LruCache;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was fetched from the addresses of issuers. Each address is asked once a minute at most; who
 * comes in that minute, or while the answer is under way, gets the same answer. Whose certificate
 * it is, whoever asks finds out: what somebody expects there says nothing of the address.
 */
final class FetchedCertificates {

  /** An address is not asked again for that time. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** So many fetches begin within a minute at most, whatever certificates are sent. */
  static final int MAX_A_MINUTE = 20;

  private static final Logger LOG = LoggerFactory.getLogger(FetchedCertificates.class);
  private static final int MAX_ADDRESSES = 256;

  private final Function<URI, CompletableFuture<byte[]>> source;
  private final LruCache<URI, Fetch> fetches = new LruCache<>(MAX_ADDRESSES);
  private Instant minute = Instant.MIN;
  private int begun;

  private record Fetch(Instant at, CompletableFuture<Optional<X509Certificate>> answer) {}

  FetchedCertificates(Function<URI, CompletableFuture<byte[]>> source) {
    this.source = source;
  }

  /**
   * The certificate at that address; empty when there is none, or too much was fetched already. The
   * future never fails.
   */
  CompletableFuture<Optional<X509Certificate>> at(URI address, Instant now) {
    CompletableFuture<URI> begin = new CompletableFuture<>();
    CompletableFuture<Optional<X509Certificate>> answer =
        begin
            .thenCompose(source)
            .thenApply(FetchedCertificates::read)
            .exceptionally(fault -> failed(address, fault));
    synchronized (this) {
      Optional<Fetch> recent = fetches.find(address).filter(it -> isWithin(it.at(), now));
      if (recent.isPresent()) {
        return recent.get().answer();
      }
      if (!mayFetch(now)) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      fetches.put(address, new Fetch(now, answer));
    }
    begin.complete(address); // without the lock, since an answer may be there at once
    return answer;
  }

  private boolean mayFetch(Instant now) {
    if (!isWithin(minute, now)) {
      minute = now;
      begun = 0;
    }
    return ++begun <= MAX_A_MINUTE;
  }

  // A clock that was set back ends the pause.
  private static boolean isWithin(Instant since, Instant now) {
    return !now.isBefore(since) && now.isBefore(since.plus(PAUSE));
  }

  private static Optional<X509Certificate> read(byte[] body) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(body));
      if (!BoundedKey.isIn(certificate)) {
        throw new IllegalArgumentException("the certificate there has a key that is not used");
      }
      return Optional.of(certificate);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("no certificate is there", e);
    }
  }

  // What the source throws is a failure as well: others may wait for this answer.
  private static Optional<X509Certificate> failed(URI address, Throwable fault) {
    LOG.warn("no certificate of an issuer of attested documents, address={}", address, fault);
    return Optional.empty();
  }
}
