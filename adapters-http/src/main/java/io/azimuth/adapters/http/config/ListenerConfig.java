package io.azimuth.adapters.http.config;

import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.network.ListenFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/**
 * One address to listen at.
 *
 * @param address port 0 means any free port
 * @param tls absent: plain HTTP
 * @param forwarding which proxies may name the client in {@code X-Forwarded-For}
 * @param limits what its clients can make the server hold
 */
public record ListenerConfig(
    InetSocketAddress address,
    Optional<TlsConfig> tls,
    ForwardingConfig forwarding,
    ListenerLimits limits) {

  /** Refuses an address that did not resolve. */
  public ListenerConfig {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "the host " + address.getHostString() + " does not resolve");
    }
  }

  /** A listener that trusts the proxies at these addresses. */
  public ListenerConfig(
      InetSocketAddress address, Optional<TlsConfig> tls, List<Cidr> trustedProxies) {
    this(address, tls, ForwardingConfig.trusting(trustedProxies), ListenerLimits.DEFAULT);
  }

  public ListenerConfig with(ListenerLimits other) {
    return new ListenerConfig(address, tls, forwarding, other);
  }

  /** Plain HTTP at this address, without trusted proxies. */
  public static ListenerConfig plain(InetSocketAddress address) {
    return new ListenerConfig(address, Optional.empty(), List.of());
  }

  /** TLS at this address, without trusted proxies. */
  public static ListenerConfig tls(InetSocketAddress address, TlsConfig tls) {
    return new ListenerConfig(address, Optional.of(tls), List.of());
  }

  /**
   * Reads {@code HOST:PORT}. An IPv6 host is in brackets; an absent host means all interfaces.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static InetSocketAddress parseAddress(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("address must be HOST:PORT");
    }
    String host = unbracketed(text.substring(0, colon));
    int port = port(text.substring(colon + 1));
    return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  private static String unbracketed(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (!bracketed && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("an IPv6 address must stand in brackets");
    }
    return bracketed ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("the port must be a number from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  /** Tries to listen on the address, without serving. The reason why not; empty when it works. */
  public Optional<String> obstacle() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(ListenFailure.reason(e));
    }
  }
}
