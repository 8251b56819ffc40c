package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A TCP connection to a syslog daemon. Each message follows its length (octet counting, RFC 6587,
 * 3.4.1).
 */
final class StreamLink implements SyslogLink {

  private final SocketChannel channel;
  private final Selector selector;
  private final Duration patience;

  private StreamLink(SocketChannel channel, Selector selector, Duration patience) {
    this.channel = channel;
    this.selector = selector;
    this.patience = patience;
  }

  /**
   * Connects.
   *
   * @param patience how long a daemon that does not read may delay a request
   */
  static StreamLink to(InetSocketAddress address, Duration patience) throws IOException {
    Selector selector = Selector.open();
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(address, (int) patience.toMillis());
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_WRITE);
      return new StreamLink(channel, selector, patience);
    } catch (IOException e) {
      channel.close();
      selector.close();
      throw e;
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    refuseWhenEnded();
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate(length.length + message.length);
    frame.put(length).put(message).flip();
    long deadline = System.nanoTime() + patience.toNanos();
    while (frame.hasRemaining()) {
      if (channel.write(frame) == 0) {
        awaitRoom(deadline);
      }
    }
  }

  // A connection that the other side has ended still accepts one message without an error.
  private void refuseWhenEnded() throws IOException {
    if (channel.read(ByteBuffer.allocate(1)) < 0) {
      throw new IOException("the daemon has ended the connection");
    }
  }

  private void awaitRoom(long deadline) throws IOException {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0 || selector.select(left) == 0) {
      throw new SocketTimeoutException("the daemon does not read");
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
