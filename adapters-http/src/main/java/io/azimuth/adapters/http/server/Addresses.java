package io.azimuth.adapters.http.server;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Writes addresses in the form of the configuration file. */
public final class Addresses {

  private Addresses() {}

  /** The address as {@code HOST:PORT}; an IPv6 host is in brackets. */
  public static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    boolean six = address.getAddress() instanceof Inet6Address;
    return (six ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
