package io.azimuth.adapters.azure.attested;

import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.remote.LruCache;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of one cloud that were fetched from the addresses in other certificates. Only
 * those that lead to a root are kept. Safe for use by many threads; nothing blocks.
 */
final class FetchedIssuers {

  /** So many certificates are fetched for one document at most. */
  static final int MAX_STEPS = 3;

  /** So many certificates are kept; Azure has about a dozen issuing authorities. */
  static final int MAX_KEPT = 32;

  /** An address that gave nothing of use is not asked again for that time. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** So many fetches begin within a minute at most, whatever certificates are sent. */
  static final int MAX_A_MINUTE = 20;

  private static final Logger LOG = LoggerFactory.getLogger(FetchedIssuers.class);
  private static final int MAX_FAILED = 256;
  private static final int KEY_CERT_SIGN = 5;

  private final IssuerHosts hosts;
  private final Function<URI, CompletableFuture<byte[]>> source;
  private final LruCache<URI, Instant> failed = new LruCache<>(MAX_FAILED);
  private final Map<X509Certificate, CompletableFuture<Boolean>> running =
      new ConcurrentHashMap<>();
  private List<X509Certificate> kept = List.of();
  private Instant minute = Instant.MIN;
  private int begun;

  FetchedIssuers(IssuerHosts hosts, Function<URI, CompletableFuture<byte[]>> source) {
    this.hosts = hosts;
    this.source = source;
  }

  /** What was fetched and led to a root. */
  synchronized List<X509Certificate> kept() {
    return kept;
  }

  /**
   * Fetches the issuer of the certificate, and the issuer of that one, until they lead to a root.
   *
   * @param leads whether the signer leads to a root with these certificates, too
   * @return completes, and never fails, with whether they do; empty when nothing can be fetched
   */
  Optional<CompletableFuture<Boolean>> climb(
      X509Certificate from, Predicate<List<X509Certificate>> leads, Instant now) {
    if (hosts.addressOfIssuer(from).isEmpty()) {
      return Optional.empty();
    }
    CompletableFuture<Boolean> own = new CompletableFuture<>();
    CompletableFuture<Boolean> other = running.putIfAbsent(from, own);
    if (other != null) {
      return Optional.of(other);
    }
    var unused =
        climb(from, List.of(), leads, now)
            .whenComplete(
                (led, broken) -> {
                  running.remove(from, own);
                  own.complete(broken == null && led);
                });
    return Optional.of(own);
  }

  private CompletableFuture<Boolean> climb(
      X509Certificate from,
      List<X509Certificate> found,
      Predicate<List<X509Certificate>> leads,
      Instant now) {
    Optional<URI> address =
        found.size() == MAX_STEPS
            ? Optional.empty()
            : hosts.addressOfIssuer(from).filter(it -> mayFetch(it, now));
    if (address.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    // What the source throws is a failure as well: others may wait for this answer.
    return CompletableFuture.completedFuture(address.get())
        .thenCompose(source)
        .thenApply(body -> issuer(body, from, now))
        .exceptionally(fault -> failed(address.get(), from, fault, now))
        .thenCompose(
            issuer ->
                issuer.isPresent()
                    ? next(issuer.get(), found, leads, now)
                    : CompletableFuture.completedFuture(false));
  }

  private CompletableFuture<Boolean> next(
      X509Certificate issuer,
      List<X509Certificate> found,
      Predicate<List<X509Certificate>> leads,
      Instant now) {
    List<X509Certificate> more = new ArrayList<>(found);
    more.add(issuer);
    if (leads.test(more)) {
      keep(more);
      return CompletableFuture.completedFuture(true);
    }
    return climb(issuer, more, leads, now);
  }

  private synchronized boolean mayFetch(URI address, Instant now) {
    if (failed.find(address).filter(at -> isWithin(at, now)).isPresent()) {
      return false;
    }
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

  private Optional<X509Certificate> failed(
      URI address, X509Certificate from, Throwable fault, Instant now) {
    failed.put(address, now);
    LOG.warn(
        "no certificate of an issuer of attested documents, address={}, issuer={}",
        address,
        Quoted.escape(from.getIssuerX500Principal().getName()),
        fault);
    return Optional.empty();
  }

  private static Optional<X509Certificate> issuer(byte[] body, X509Certificate of, Instant now) {
    try {
      X509Certificate issuer =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(body));
      boolean[] usage = issuer.getKeyUsage();
      if (issuer.getBasicConstraints() < 0
          || (usage != null && !usage[KEY_CERT_SIGN])
          || !of.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        throw new IllegalArgumentException("it is not the certificate of that issuer");
      }
      issuer.checkValidity(Date.from(now));
      of.verify(issuer.getPublicKey());
      return Optional.of(issuer);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it is not the certificate of that issuer", e);
    }
  }

  private synchronized void keep(List<X509Certificate> found) {
    List<X509Certificate> all = new ArrayList<>(kept);
    all.removeAll(found);
    all.addAll(found);
    kept = List.copyOf(all.subList(Math.max(0, all.size() - MAX_KEPT), all.size()));
  }
}
