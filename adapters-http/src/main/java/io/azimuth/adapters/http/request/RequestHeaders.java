package io.azimuth.adapters.http.request;

import io.azimuth.application.audit.AuditedHeaders;
import io.azimuth.spi.api.ApiRequest.Directives;
import io.azimuth.spi.api.RefusedException;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads Vault's own headers, except the token. */
final class RequestHeaders {

  static final HttpString NAMESPACE = new HttpString("X-Vault-Namespace");
  static final HttpString FORWARDED_FOR = new HttpString("X-Forwarded-For");
  private static final HttpString WRAP_TTL = new HttpString("X-Vault-Wrap-TTL");
  private static final HttpString WRAP_FORMAT = new HttpString("X-Vault-Wrap-Format");
  private static final int LONGEST_NAMESPACE = 256;

  private RequestHeaders() {}

  static List<String> values(HeaderMap headers, HttpString name) {
    HeaderValues values = headers.get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  /** The namespace as sent. A value that an answer cannot repeat safely is refused. */
  static Optional<String> namespaceAsSent(HeaderMap headers) {
    Optional<String> namespace = single(headers, NAMESPACE);
    if (namespace.filter(n -> !isEchoable(n)).isPresent()) {
      throw RefusedException.invalid("the X-Vault-Namespace header is not valid");
    }
    return namespace.filter(n -> !n.isEmpty());
  }

  /** All headers without those that carry credentials, under their names in lower case. */
  static Map<String, List<String>> forAudit(HeaderMap headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (HeaderValues values : headers) {
      String name = values.getHeaderName().toString().toLowerCase(Locale.ROOT);
      if (!AuditedHeaders.CREDENTIALS.contains(name)) {
        all.put(name, List.copyOf(values));
      }
    }
    return all;
  }

  static Directives directives(HeaderMap headers) {
    String namespace = namespaceAsSent(headers).map(Namespaces::trim).orElse("");
    Optional<String> wrapTtl = single(headers, WRAP_TTL).filter(ttl -> !ttl.isEmpty());
    boolean asJwt = values(headers, WRAP_FORMAT).contains("jwt");
    return new Directives(namespace, wrapTtl, asJwt);
  }

  private static Optional<String> single(HeaderMap headers, HttpString name) {
    List<String> values = values(headers, name);
    if (values.size() > 1) {
      throw RefusedException.invalid("the " + name + " header is given more than once");
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  private static boolean isEchoable(String text) {
    return text.length() <= LONGEST_NAMESPACE && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }
}
