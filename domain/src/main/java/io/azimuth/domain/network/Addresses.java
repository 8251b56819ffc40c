package io.azimuth.domain.network;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Writes addresses in the form of the configuration file. */
public final class Addresses {

  private Addresses() {}

  /** The address as {@code HOST:PORT}; an IPv6 host is in brackets. */
  public static String text(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (address instanceof Inet4Address ? host : "[" + host + "]") + ":" + port;
  }
}
