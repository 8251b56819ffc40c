package io.azimuth.spi.api;

import java.net.InetAddress;
import java.util.Objects;

/**
 * Where a request came from: the peer, or what a trusted proxy says about it.
 *
 * @param address never a host name
 * @param port of the peer; 0 when a proxy spoke for it
 */
public record ClientAddress(InetAddress address, int port) {

  public ClientAddress {
    Objects.requireNonNull(address, "address");
  }
}
