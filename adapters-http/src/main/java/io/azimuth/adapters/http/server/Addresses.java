package io.azimuth.adapters.http.server;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Writes addresses as the configuration file has them. */
public final class Addresses {

  private Addresses() {}

  public static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    boolean six = address.getAddress() instanceof Inet6Address;
    return (six ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
