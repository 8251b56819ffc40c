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
 * What was fetched from the addresses of issuers. Each address that has a certificate is asked once
 * a minute at most; who comes in that minute, or while the answer is under way, gets the same
 * answer. One that has none is asked again after a second, then after twice as long each time, up
 * to a minute. The caller finds out whose certificate it is: what a caller expects there proves
 * nothing about the address.
 */
final class FetchedCertificates {

  /** An address is not asked again for that time at most. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLED = 6;

  /** So many fetches begin within a minute at most, whatever certificates are sent. */
  static final int MAX_A_MINUTE = 20;

  private static final Logger LOG = LoggerFactory.getLogger(FetchedCertificates.class);
  private static final int MAX_ADDRESSES = 256;

  private final Function<URI, CompletableFuture<byte[]>> source;
  private final LruCache<URI, Fetch> fetches = new LruCache<>(MAX_ADDRESSES);
  private Instant minute = Instant.MIN;
  private int begun;

  /**
   * A fetch that began then.
   *
   * @param failures how many before it failed, one after the other
   */
  private record Fetch(
      Instant at, int failures, CompletableFuture<Optional<X509Certificate>> answer) {

    boolean hasFailed() {
      return answer.isDone() && answer.join().isEmpty();
    }

    boolean isRecent(Instant now) {
      Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLED));
      return isWithin(at, hasFailed() && doubled.compareTo(PAUSE) < 0 ? doubled : PAUSE, now);
    }

    int failuresBeforeNext() {
      return hasFailed() ? failures + 1 : 0;
    }
  }

  FetchedCertificates(Function<URI, CompletableFuture<byte[]>> source) {
    this.source = source;
  }

  /**
   * The certificate at that address; empty when it gives none now, or too much was fetched already.
   * The future never fails.
   */
  CompletableFuture<Optional<X509Certificate>> at(URI address, Instant now) {
    CompletableFuture<URI> begin = new CompletableFuture<>();
    CompletableFuture<Optional<X509Certificate>> answer =
        begin
            .thenCompose(source)
            .thenApply(FetchedCertificates::read)
            .exceptionally(fault -> failed(address, fault));
    synchronized (this) {
      Optional<Fetch> before = fetches.find(address);
      if (before.filter(it -> it.isRecent(now)).isPresent()) {
        return before.get().answer();
      }
      if (!mayFetch(now)) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      int failures = before.map(Fetch::failuresBeforeNext).orElse(0);
      fetches.put(address, new Fetch(now, failures, answer));
    }
    begin.complete(address); // without the lock, since an answer may be there at once
    return answer;
  }

  private boolean mayFetch(Instant now) {
    if (!isWithin(minute, PAUSE, now)) {
      minute = now;
      begun = 0;
    }
    return ++begun <= MAX_A_MINUTE;
  }

  // A clock that was set back ends the pause.
  private static boolean isWithin(Instant since, Duration pause, Instant now) {
    return !now.isBefore(since) && now.isBefore(since.plus(pause));
  }

  private static Optional<X509Certificate> read(byte[] body) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(body)));
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
