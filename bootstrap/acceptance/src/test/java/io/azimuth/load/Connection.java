package io.azimuth.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A kept-alive connection with at most one running request. */
final class Connection implements AutoCloseable {

  private static final int ROOM = 64 * 1024;
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int NO_CONTENT = 204;
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final SocketChannel channel;
  private final byte[] bytes;
  private final ByteBuffer in;
  private long sentAt;

  private Connection(SocketChannel channel, int room) {
    this.channel = channel;
    this.bytes = new byte[room];
    this.in = ByteBuffer.wrap(bytes);
  }

  static Connection open(InetSocketAddress address) throws IOException {
    return open(address, ROOM);
  }

  /** Opens one for answers of at most so many bytes. */
  static Connection open(InetSocketAddress address, int room) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Connection(channel, room);
  }

  SocketChannel channel() {
    return channel;
  }

  long sentAt() {
    return sentAt;
  }

  /**
   * Sends the whole request. It fits into the socket buffer, because requests are small and no
   * other request is running.
   */
  void send(ByteBuffer request) throws IOException {
    in.clear();
    sentAt = System.nanoTime();
    ByteBuffer out = request.duplicate();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Reads the available bytes; returns the status if the answer is complete, else 0. */
  int receive() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("the server closed a connection");
    }
    int head = endOfHead();
    if (head < 0) {
      return 0;
    }
    int status = digit(STATUS_AT) * 100 + digit(STATUS_AT + 1) * 10 + digit(STATUS_AT + 2);
    boolean whole = status == NO_CONTENT || in.position() >= head + length(head);
    return whole ? status : 0;
  }

  /** The whole answer as text, for messages. */
  String answer() {
    return new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
  }

  private int endOfHead() {
    for (int i = 3; i < in.position(); i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int length(int head) throws IOException {
    for (int line = 0; line + LENGTH.length < head; line++) {
      if (isLengthAt(line)) {
        return number(line + LENGTH.length);
      }
    }
    throw new IOException("an answer without a length");
  }

  private boolean isLengthAt(int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase((char) bytes[at + i]) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int at) {
    int from = at;
    while (bytes[from] == ' ') {
      from++;
    }
    int number = 0;
    for (int i = from; bytes[i] != '\r'; i++) {
      number = number * 10 + digit(i);
    }
    return number;
  }

  private int digit(int at) {
    return bytes[at] - '0';
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
