package io.azimuth.adapters.http.connection;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The addresses that count as one client: one IPv4 address, or the /64 of an IPv6 address, which is
 * what one customer of a provider has.
 *
 * @param bytes how many bytes of the address count: 4 of IPv4, 8 of IPv6
 * @param prefix these bytes
 */
public record AddressBlock(int bytes, long prefix) {

  /** The client that the address belongs to. */
  public static AddressBlock of(InetAddress address) {
    ByteBuffer raw = ByteBuffer.wrap(address.getAddress());
    return raw.remaining() < Long.BYTES
        ? new AddressBlock(Integer.BYTES, raw.getInt())
        : new AddressBlock(Long.BYTES, raw.getLong());
  }
}
