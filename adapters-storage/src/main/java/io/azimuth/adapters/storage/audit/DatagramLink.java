package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * One datagram for each message (RFC 5426). The machine itself says at once when nobody listens;
 * that a datagram got lost, nobody says.
 */
final class DatagramLink implements SyslogLink {

  private static final int LARGEST = 65_507; // what one datagram carries

  private final DatagramChannel channel;

  private DatagramLink(DatagramChannel channel) {
    this.channel = channel;
  }

  static DatagramLink to(InetSocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.connect(address);
      channel.configureBlocking(false);
      return new DatagramLink(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    if (message.length > LARGEST) {
      throw new IOException("the record is larger than a datagram");
    }
    if (channel.write(ByteBuffer.wrap(message)) != message.length) {
      throw new IOException("there is no room for the datagram");
    }
    channel.read(ByteBuffer.allocate(1)); // fails where the port was found closed
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
