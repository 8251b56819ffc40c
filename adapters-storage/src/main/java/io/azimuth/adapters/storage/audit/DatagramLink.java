package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends each message as one datagram (RFC 5426). The kernel reports a closed port of this machine,
 * but never a lost datagram.
 */
final class DatagramLink implements SocketLink {

  private static final int LARGEST = 65_507; // the most bytes of one datagram

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
  public void send(byte[] message, long deadline) throws IOException {
    if (message.length > LARGEST) {
      throw new IOException("the record is larger than a datagram");
    }
    if (channel.write(ByteBuffer.wrap(message)) != message.length) {
      throw new IOException("there is no room for the datagram");
    }
    channel.read(ByteBuffer.allocate(1)); // fails when the kernel has reported a closed port
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
