package io.azimuth.bootstrap.config;

import io.azimuth.domain.network.Cidr;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code listener "tcp"}.
 *
 * @param address where to listen
 * @param tls absent with {@code tls_disable}
 * @param forwarding whose {@code X-Forwarded-For} counts, and how
 */
public record ListenerBlock(HostAndPort address, Optional<Tls> tls, Forwarding forwarding) {

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

  /**
   * The keys {@code x_forwarded_for_…}.
   *
   * @param trustedProxies whose header counts
   * @param hopSkips how many hops from the right are passed over; empty: all that are trusted
   * @param rejectNotPresent whether requests without the header are refused
   * @param rejectNotAuthorized whether requests with the header from elsewhere are refused
   */
  public record Forwarding(
      List<Cidr> trustedProxies,
      Optional<Integer> hopSkips,
      boolean rejectNotPresent,
      boolean rejectNotAuthorized) {
    public Forwarding {
      trustedProxies = List.copyOf(trustedProxies);
      Objects.requireNonNull(hopSkips, "hopSkips");
    }
  }

  public ListenerBlock {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(forwarding, "forwarding");
  }

  /** One that takes the header from these proxies and refuses nothing. */
  public ListenerBlock(HostAndPort address, Optional<Tls> tls, List<Cidr> trustedProxies) {
    this(address, tls, new Forwarding(trustedProxies, Optional.empty(), false, false));
  }

  /** Whose {@code X-Forwarded-For} counts. */
  public List<Cidr> trustedProxies() {
    return forwarding.trustedProxies();
  }
}
