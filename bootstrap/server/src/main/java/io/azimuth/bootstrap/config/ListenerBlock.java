package io.azimuth.bootstrap.config;

import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.tls.TlsConfig;
import java.util.Optional;

/**
 * One {@code listener "tcp"} block. Its host is resolved only when the server is put together.
 *
 * @param address the address to listen on
 * @param tls absent with {@code tls_disable}; the files were readable when the configuration was
 *     loaded
 * @param forwarding the keys {@code x_forwarded_for_…}
 * @param limits the keys {@code max_…} and {@code http_…}
 * @param openMetrics whether the measurements can be read without a token
 */
public record ListenerBlock(
    HostAndPort address,
    Optional<TlsConfig> tls,
    ForwardingConfig forwarding,
    ListenerLimits limits,
    boolean openMetrics) {

  /** A listener where the measurements need a token. */
  public ListenerBlock(
      HostAndPort address,
      Optional<TlsConfig> tls,
      ForwardingConfig forwarding,
      ListenerLimits limits) {
    this(address, tls, forwarding, limits, false);
  }

  /** Whether clients are asked for a certificate, and may have none. */
  public boolean asksForAnyCertificate() {
    return tls.filter(TlsConfig::requestClientCert).isPresent();
  }
}
