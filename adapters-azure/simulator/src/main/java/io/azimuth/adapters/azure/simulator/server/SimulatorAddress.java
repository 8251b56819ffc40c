package io.azimuth.adapters.azure.simulator.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Where the simulator listens, as an address and as a URI. */
public final class SimulatorAddress {

  private SimulatorAddress() {}

  /** The address without a host name or a scope. */
  static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  /** The base address that clients use, with a slash at its end. */
  public static URI uri(String scheme, InetSocketAddress bound) {
    InetAddress address = bound.getAddress();
    // Clients cannot connect to "any address"; they can to loopback.
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    String host = literal(reachable);
    String bracketed = reachable instanceof Inet6Address ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + bracketed + ":" + bound.getPort() + "/");
  }

  /** Refuses a host name that has no address. */
  public static void requireResolved(InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("the simulated Azure cannot resolve " + address);
    }
  }

  /** Refuses an address that other machines can reach. */
  public static void requireLoopback(InetSocketAddress address) {
    if (!address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the simulated Azure hands tokens to anyone who can reach it: "
              + address
              + " is not a loopback address (use 127.0.0.1, or allow other addresses explicitly)");
    }
  }
}
