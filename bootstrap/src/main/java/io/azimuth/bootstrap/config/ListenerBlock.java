package io.azimuth.bootstrap.config;

import io.azimuth.domain.network.Cidr;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code listener "tcp"} block.
 *
 * @param address the address to listen on
 * @param tls absent with {@code tls_disable}
 * @param forwarding the rules for {@code X-Forwarded-For}
 */
public record ListenerBlock(HostAndPort address, Optional<Tls> tls, Forwarding forwarding) {

  /**
   * The TLS files. All are PEM files that were readable when the configuration was loaded.
   *
   * @param certificate the server's certificate chain
   * @param key the server's private key
   * @param clientAuthorities the issuers of client certificates; if absent, the server requests
   *     none
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
   * @param trustedProxies the proxies whose header is used
   * @param hopSkips how many hops to skip from the right; if empty, all trusted hops
   * @param rejectNotPresent whether requests without the header are refused
   * @param rejectNotAuthorized whether requests with the header from other addresses are refused
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

  /** A block that uses the header from these proxies and refuses nothing. */
  public ListenerBlock(HostAndPort address, Optional<Tls> tls, List<Cidr> trustedProxies) {
    this(address, tls, new Forwarding(trustedProxies, Optional.empty(), false, false));
  }

  /** The proxies whose {@code X-Forwarded-For} is used. */
  public List<Cidr> trustedProxies() {
    return forwarding.trustedProxies();
  }
}
