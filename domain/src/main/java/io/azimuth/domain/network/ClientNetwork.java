package io.azimuth.domain.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What a limit counts as one client: an IPv4 address, or the 64 bits of an IPv6 address that name
 * its network, because a client with one address of a network can use all of them.
 *
 * @param bits of the network
 * @param v6 whether it is an IPv6 network
 */
public record ClientNetwork(long bits, boolean v6) {

  /** The client that has this address. */
  public static ClientNetwork of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet4Address
        ? new ClientNetwork(bytes.getInt(), false)
        : new ClientNetwork(bytes.getLong(), true);
  }
}
