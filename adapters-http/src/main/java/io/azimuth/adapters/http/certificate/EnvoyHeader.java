package io.azimuth.adapters.http.certificate;

import io.azimuth.domain.claim.CertificateDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One element of {@code X-Forwarded-Client-Cert}: pairs with semicolons between them, whose values
 * are in quotes where they have a separator. A comma outside of quotes begins the element of
 * another proxy: then it is not clear whose client is meant, and there is no certificate.
 */
final class EnvoyHeader {

  private static final String HASH = "hash";
  private static final String CERT = "cert";
  private static final Set<String> ONCE = Set.of(HASH, CERT);

  private final String element;
  private final Map<String, String> pairs = new HashMap<>();
  private int at;

  private EnvoyHeader(String element) {
    this.element = element;
  }

  static Optional<CertificateDigest> read(String value) {
    EnvoyHeader header = new EnvoyHeader(value.strip());
    return header.hasPairs() ? header.certificate() : Optional.empty();
  }

  private boolean hasPairs() {
    while (takesPair()) {
      if (at == element.length()) {
        return true;
      }
      if (element.charAt(at++) != ';') {
        return false;
      }
    }
    return false;
  }

  private boolean takesPair() {
    int equals = element.indexOf('=', at);
    if (equals <= at) {
      return false;
    }
    String name = element.substring(at, equals);
    if (!name.chars().allMatch(c -> c < 0x80 && Character.isLetter(c))) {
      return false;
    }
    at = equals + 1;
    Optional<String> value = element.startsWith("\"", at) ? quoted() : bare();
    String folded = name.toLowerCase(Locale.ROOT);
    return value.isPresent() && (pairs.put(folded, value.get()) == null || !ONCE.contains(folded));
  }

  // What is escaped in it is neither a digest nor a certificate.
  private Optional<String> quoted() {
    int begin = ++at;
    while (at < element.length() && element.charAt(at) != '"') {
      at += element.charAt(at) == '\\' ? 2 : 1;
    }
    return at < element.length() ? Optional.of(element.substring(begin, at++)) : Optional.empty();
  }

  private Optional<String> bare() {
    int begin = at;
    while (at < element.length() && element.charAt(at) != ';') {
      char c = element.charAt(at++);
      if (c == ',' || c == '"') {
        return Optional.empty();
      }
    }
    return Optional.of(element.substring(begin, at));
  }

  private Optional<CertificateDigest> certificate() {
    Optional<CertificateDigest> byHash =
        Optional.ofNullable(pairs.get(HASH)).flatMap(CertificateDigest::parseHex);
    Optional<CertificateDigest> byCert =
        Optional.ofNullable(pairs.get(CERT)).flatMap(PemHeader::read);
    if (!pairs.containsKey(CERT)) {
      return byHash;
    }
    return !pairs.containsKey(HASH) || byHash.equals(byCert) ? byCert : Optional.empty();
  }
}
