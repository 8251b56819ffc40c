package io.azimuth.adapters.azure.transport;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.List;
import java.util.Optional;

/**
 * The proxy to Azure.
 *
 * @param proxy the HTTP proxy, its name not resolved yet; absent: no proxy
 * @param noProxy hosts that are reached without the proxy: {@code *}, names (with all names below
 *     them), {@code .suffix}es, addresses, each with an optional port. Loopback addresses never use
 *     the proxy
 */
public record ProxyConfig(Optional<InetSocketAddress> proxy, List<String> noProxy) {

  public ProxyConfig {
    noProxy = List.copyOf(noProxy);
  }

  /** Selects by this configuration. */
  public ProxySelector selector() {
    return new AzureProxySelector(this);
  }

  /** No proxy, even if the system's properties name one. */
  public static ProxyConfig direct() {
    return new ProxyConfig(Optional.empty(), List.of());
  }

  /** Uses the proxy, except for these hosts. */
  public static ProxyConfig through(String host, int port, List<String> noProxy) {
    return new ProxyConfig(Optional.of(InetSocketAddress.createUnresolved(host, port)), noProxy);
  }
}
