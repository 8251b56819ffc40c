package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A collector that lets others connect and reads nothing. */
final class Hanging {

  private static final int BUFFER = 64 << 10;

  private Hanging() {}

  /** Listens on a loopback port. Its buffer is small, so that a few megabytes fill a connection. */
  static ServerSocket listen(int backlog) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReceiveBufferSize(BUFFER);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
    return socket;
  }
}
