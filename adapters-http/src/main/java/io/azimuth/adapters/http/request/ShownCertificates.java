package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.certificate.CertificateForwarding;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.connection.OpenConnection;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.spi.api.RefusedException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the certificate whose key the client of a request proved to have: to this server by the
 * handshake, or to a trusted proxy, which passes it on in a header. What a proxy shows itself is
 * nobody's, and what others write into the header is dropped.
 */
public final class ShownCertificates {

  private final Predicate<InetAddress> isProxy;
  private final Optional<CertificateForwarding> forwarding;
  private final boolean asked;

  /**
   * Finds those of a listener.
   *
   * @param isProxy whether an address is that of a trusted proxy
   */
  public ShownCertificates(ListenerConfig listener, Predicate<InetAddress> isProxy) {
    this.isProxy = isProxy;
    this.forwarding = listener.forwarding().certificate();
    this.asked = listener.tls().filter(TlsConfig::asksForCertificate).isPresent();
  }

  /**
   * The certificate of a request whose head was read.
   *
   * @throws RefusedException INVALID_REQUEST when a trusted proxy names none that can be read, or
   *     several
   */
  public Optional<CertificateDigest> of(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    if (isProxy.test(exchange.getSourceAddress().getAddress())) {
      return forwarding.flatMap(by -> forwarded(by, headers));
    }
    forwarding.ifPresent(by -> headers.remove(by.header()));
    return asked ? OpenConnection.of(exchange).certificate() : Optional.empty();
  }

  private static Optional<CertificateDigest> forwarded(
      CertificateForwarding by, HeaderMap headers) {
    HeaderValues values = headers.get(new HttpString(by.header()));
    if (values == null || values.stream().allMatch(String::isBlank)) {
      return Optional.empty(); // the client showed the proxy none
    }
    if (values.size() > 1) {
      throw RefusedException.invalid("the " + by.header() + " header is given more than once");
    }
    return Optional.of(
        by.form()
            .read(values.getFirst())
            .orElseThrow(
                () ->
                    RefusedException.invalid(
                        "the " + by.header() + " header does not hold one client certificate")));
  }
}
