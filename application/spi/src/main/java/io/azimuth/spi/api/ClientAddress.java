package io.azimuth.spi.api;

import java.net.InetAddress;
import java.util.Objects;

/**
 * Where a request came from: the peer, or the address that a trusted proxy reports.
 *
 * @param address never a host name
 * @param port of the peer; 0 when a proxy reported the address
 */
public record ClientAddress(InetAddress address, int port) {

  public ClientAddress {
    Objects.requireNonNull(address, "address");
  }
}
