package io.azimuth.adapters.azure.transport;

import io.azimuth.adapters.azure.cloud.HttpsEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Uses the configured proxy for https. Plain http goes directly: only the metadata service of the
 * machine uses it.
 */
public final class AzureProxySelector extends ProxySelector {

  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final Optional<InetSocketAddress> proxy;
  private final NoProxyHosts directHosts;

  /** Selects by this configuration. */
  public AzureProxySelector(ProxyConfig config) {
    this.proxy = config.proxy();
    this.directHosts = new NoProxyHosts(config.noProxy());
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (!"https".equals(uri.getScheme()) || directHosts.contain(HttpsEndpoint.of(uri))) {
      return DIRECT;
    }
    return proxy.map(AzureProxySelector::resolved).orElse(DIRECT);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // There is no second proxy to try.
  }

  private static List<Proxy> resolved(InetSocketAddress address) {
    return List.of(
        new Proxy(
            Proxy.Type.HTTP, new InetSocketAddress(address.getHostString(), address.getPort())));
  }
}
