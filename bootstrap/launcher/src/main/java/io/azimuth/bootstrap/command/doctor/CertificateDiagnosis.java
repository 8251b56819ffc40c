package io.azimuth.bootstrap.command.doctor;

import io.azimuth.domain.rotation.ExpiryNotice;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks at the certificates of a TLS listener: their ends, their chain and their names. */
final class CertificateDiagnosis {

  private static final int DNS_NAME = 2;
  private static final int ADDRESS = 7;
  private static final Set<Integer> NAMES = Set.of(DNS_NAME, ADDRESS);

  private final String check;
  private final Path file;
  private final Optional<String> host;
  private final Instant now;

  /**
   * Creates a diagnosis.
   *
   * @param listener the address of the listener
   * @param host the name by which clients know the server, if it is known
   */
  CertificateDiagnosis(String listener, Path file, Optional<String> host, Instant now) {
    this.check = "certificate " + listener;
    this.file = file;
    this.host = host;
    this.now = now;
  }

  List<Finding> run() {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> chain = new ArrayList<>();
      for (Object one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        chain.add((X509Certificate) one);
      }
      if (chain.isEmpty()) {
        return List.of(Finding.failure(check, file + " holds no certificate", ""));
      }
      List<Finding> findings = new ArrayList<>();
      findings.add(end(chain));
      findings.add(order(chain));
      findings.add(name(chain.get(0)));
      return findings;
    } catch (IOException | GeneralSecurityException e) {
      return List.of(Finding.failure(check, file + " cannot be read as certificates", ""));
    }
  }

  private Finding end(List<X509Certificate> chain) {
    Instant end =
        chain.stream()
            .map(one -> one.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow();
    String replace = "replace " + file + "; the server reads it within seconds, or at SIGHUP";
    Optional<ExpiryNotice> due = ExpiryNotice.due(end, now);
    if (due.isEmpty()) {
      return Finding.ok(check, "valid until " + end);
    }
    return due.get() == ExpiryNotice.ENDED
        ? Finding.failure(check, "expired at " + end, replace)
        : Finding.warning(check, "expires at " + end, replace);
  }

  private Finding order(List<X509Certificate> chain) {
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!isSignedBy(chain.get(i), chain.get(i + 1))) {
        return Finding.warning(
            check + " chain",
            "certificate %d of %s is not signed by the one after it".formatted(i + 1, file),
            "put the server's own certificate first, then its issuer, and so on");
      }
    }
    X509Certificate last = chain.get(chain.size() - 1);
    if (chain.size() == 1 && isSignedBy(last, last)) {
      return Finding.note(
          check + " chain", "self-signed", "clients need it as AZIMUTH_CACERT or VAULT_CACERT");
    }
    String number =
        chain.size() == 1
            ? "one certificate, issued by "
            : chain.size() + " certificates, the last one issued by ";
    return Finding.ok(check + " chain", number + last.getIssuerX500Principal());
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Finding name(X509Certificate certificate)
      throws CertificateParsingException, UnknownHostException {
    List<String> names = names(certificate);
    String all = "for " + String.join(", ", names);
    if (names.isEmpty()) {
      return Finding.warning(
          check + " name",
          "it has no subject alternative name",
          "clients of today look at no other: get a certificate with one");
    }
    if (host.isEmpty()) {
      return Finding.ok(check + " name", all);
    }
    String wanted = written(host.get()).toLowerCase(Locale.ROOT);
    return names.stream().anyMatch(name -> fits(name.toLowerCase(Locale.ROOT), wanted))
        ? Finding.ok(check + " name", all)
        : Finding.warning(
            check + " name",
            all + ", not for " + wanted + " of api_addr",
            "get a certificate for that name, or correct api_addr");
  }

  /** An IPv6 address of a URI as certificates are read: in full, without brackets. */
  private static String written(String host) throws UnknownHostException {
    return host.startsWith("[") ? InetAddress.getByName(host).getHostAddress() : host;
  }

  private static boolean fits(String name, String wanted) {
    return name.equals(wanted)
        || (name.startsWith("*.")
            && wanted.indexOf('.') > 0
            && wanted.substring(wanted.indexOf('.')).equals(name.substring(1)));
  }

  private static List<String> names(X509Certificate certificate)
      throws CertificateParsingException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> all =
        Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
    for (List<?> name : all) {
      if (NAMES.contains(name.get(0))) {
        names.add(String.valueOf(name.get(1)));
      }
    }
    return names;
  }
}
