package io.azimuth.bootstrap.config;

import io.azimuth.domain.token.Cidr;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code listener "tcp"}.
 *
 * @param address where to listen
 * @param tls absent with {@code tls_disable}
 * @param trustedProxies whose {@code X-Forwarded-For} counts
 */
public record ListenerConfig(HostAndPort address, Optional<Tls> tls, List<Cidr> trustedProxies) {

  /**
   * TLS files, all PEM and readable when the configuration was loaded.
   *
   * @param certificate the server's chain
   * @param key the server's private key
   * @param clientAuthorities who may issue client certificates; absent: none are asked for
   */
  public record Tls(Path certificate, Path key, Optional<Path> clientAuthorities) {
    public Tls {
      Objects.requireNonNull(certificate, "certificate");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(clientAuthorities, "clientAuthorities");
    }
  }

  public ListenerConfig {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(tls, "tls");
    trustedProxies = List.copyOf(trustedProxies);
  }
}
