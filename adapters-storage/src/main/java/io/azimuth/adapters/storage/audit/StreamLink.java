package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection over TCP or over a socket of the file system. Messages follow one another. */
final class StreamLink implements SocketLink {

  private final SocketChannel channel;
  private final Selector selector;

  private StreamLink(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /** Connects, until the deadline by {@link System#nanoTime}. */
  static StreamLink to(SocketAddress address, long deadline) throws IOException {
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      StreamLink link = new StreamLink(channel, Selector.open());
      link.connect(address, deadline);
      return link;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void connect(SocketAddress address, long deadline) throws IOException {
    try {
      boolean connected = channel.connect(address);
      SelectionKey key =
          channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
      if (!connected) {
        await(deadline);
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_WRITE);
      }
    } catch (IOException e) {
      selector.close();
      throw e;
    }
  }

  @Override
  public void send(byte[] message, long deadline) throws IOException {
    refuseWhenEnded();
    ByteBuffer rest = ByteBuffer.wrap(message);
    while (rest.hasRemaining()) {
      if (channel.write(rest) == 0) {
        await(deadline);
      }
    }
  }

  // A connection that the other side has ended still accepts one message without an error.
  private void refuseWhenEnded() throws IOException {
    if (channel.read(ByteBuffer.allocate(1)) < 0) {
      throw new IOException("the other side has ended the connection");
    }
  }

  private void await(long deadline) throws IOException {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0 || selector.select(left) == 0) {
      throw new SocketTimeoutException("the other side does not read");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      selector.close();
    }
  }
}
