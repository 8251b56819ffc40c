package io.azimuth.adapters.azure.attested;

import io.azimuth.azure.port.IssuerSearch;
import io.azimuth.domain.text.Quoted;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
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

  private static final Logger LOG = LoggerFactory.getLogger(FetchedIssuers.class);
  private static final int KEY_CERT_SIGN = 5;

  private final IssuerHosts hosts;
  private final FetchedCertificates certificates;
  private final Map<X509Certificate, CompletableFuture<IssuerSearch>> running =
      new ConcurrentHashMap<>();
  private List<X509Certificate> kept = List.of();
  private Instant warned = Instant.MIN;

  FetchedIssuers(IssuerHosts hosts, Function<URI, CompletableFuture<byte[]>> source) {
    this.hosts = hosts;
    this.certificates = new FetchedCertificates(source);
  }

  /** What was fetched and led to a root. */
  synchronized List<X509Certificate> kept() {
    return kept;
  }

  /**
   * Fetches the issuer of the certificate, and the issuer of that one, until they lead to a root.
   *
   * @param leads whether the signer leads to a root with these certificates, too
   * @return completes, and never fails; empty when nothing can be fetched
   */
  Optional<CompletableFuture<IssuerSearch>> climb(
      X509Certificate from, Predicate<List<X509Certificate>> leads, Instant now) {
    if (hosts.addressOfIssuer(from).isEmpty()) {
      return Optional.empty();
    }
    CompletableFuture<IssuerSearch> own = new CompletableFuture<>();
    CompletableFuture<IssuerSearch> other = running.putIfAbsent(from, own);
    if (other != null) {
      return Optional.of(other);
    }
    var unused =
        climb(from, List.of(), leads, now)
            .whenComplete(
                (end, broken) -> {
                  running.remove(from, own);
                  own.complete(broken == null ? end : IssuerSearch.UNANSWERED);
                });
    return Optional.of(own);
  }

  private CompletableFuture<IssuerSearch> climb(
      X509Certificate from,
      List<X509Certificate> found,
      Predicate<List<X509Certificate>> leads,
      Instant now) {
    Optional<URI> address =
        found.size() == MAX_STEPS ? Optional.empty() : hosts.addressOfIssuer(from);
    if (address.isEmpty()) {
      return CompletableFuture.completedFuture(IssuerSearch.NOT_THERE);
    }
    return certificates
        .at(address.get(), now)
        .thenCompose(
            there -> {
              if (there.isEmpty()) {
                return CompletableFuture.completedFuture(IssuerSearch.UNANSWERED);
              }
              return isIssuer(there.get(), from, address.get(), now)
                  ? next(there.get(), found, leads, now)
                  : CompletableFuture.completedFuture(IssuerSearch.NOT_THERE);
            });
  }

  private CompletableFuture<IssuerSearch> next(
      X509Certificate issuer,
      List<X509Certificate> found,
      Predicate<List<X509Certificate>> leads,
      Instant now) {
    List<X509Certificate> more = new ArrayList<>(found);
    more.add(issuer);
    if (leads.test(more)) {
      keep(more, now);
      return CompletableFuture.completedFuture(IssuerSearch.FOUND);
    }
    return climb(issuer, more, leads, now);
  }

  private boolean isIssuer(X509Certificate there, X509Certificate of, URI address, Instant now) {
    if (hasIssued(there, of, now)) {
      return true;
    }
    warn(of, address, now);
    return false;
  }

  private static boolean hasIssued(X509Certificate issuer, X509Certificate of, Instant now) {
    boolean[] usage = issuer.getKeyUsage();
    if (!BoundedKey.isIn(issuer)
        || issuer.getBasicConstraints() < 0
        || (usage != null && !usage[KEY_CERT_SIGN])
        || !of.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      issuer.checkValidity(Date.from(now));
      of.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  // Once a minute, since callers that send certificates can cause it at will.
  private synchronized void warn(X509Certificate of, URI address, Instant now) {
    if (now.isBefore(warned) || !now.isBefore(warned.plus(FetchedCertificates.PAUSE))) {
      warned = now;
      LOG.warn(
          "the certificate there is not the one of an issuer of attested documents, address={},"
              + " issuer={}",
          address,
          Quoted.escape(of.getIssuerX500Principal().getName()));
    }
  }

  private synchronized void keep(List<X509Certificate> found, Instant now) {
    List<X509Certificate> all = new ArrayList<>(kept);
    all.removeIf(it -> now.isAfter(it.getNotAfter().toInstant()));
    all.removeAll(found);
    all.addAll(found);
    kept = List.copyOf(all.subList(Math.max(0, all.size() - MAX_KEPT), all.size()));
  }
}
