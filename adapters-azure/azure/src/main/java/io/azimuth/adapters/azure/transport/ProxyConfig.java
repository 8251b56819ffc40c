package io.azimuth.adapters.azure.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How Azure is reached.
 *
 * @param proxy the HTTP proxy, its name not resolved yet; absent: directly
 * @param noProxy hosts that are reached directly all the same: {@code *}, names (with all names
 *     below them), {@code .suffix}es, addresses, each with an optional port. Loopback always is
 */
public record ProxyConfig(Optional<InetSocketAddress> proxy, List<String> noProxy) {

  public ProxyConfig {
    Objects.requireNonNull(proxy, "proxy");
    noProxy = List.copyOf(noProxy);
  }

  /** No proxy at all, whatever the system's properties say. */
  public static ProxyConfig direct() {
    return new ProxyConfig(Optional.empty(), List.of());
  }

  /** Through the proxy, but for these hosts. */
  public static ProxyConfig through(String host, int port, List<String> noProxy) {
    return new ProxyConfig(Optional.of(InetSocketAddress.createUnresolved(host, port)), noProxy);
  }
}
