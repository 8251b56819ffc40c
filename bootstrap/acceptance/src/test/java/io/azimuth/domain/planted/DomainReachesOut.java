package io.azimuth.domain.planted;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** Planted: the rules of the product compute only. */
final class DomainReachesOut {

  Path file() {
    return Path.of("planted");
  }

  int connection(Socket socket) throws IOException {
    return socket.getInputStream().read();
  }

  Thread thread(Runnable task) {
    return new Thread(task);
  }

  String environment() {
    return System.getenv("PLANTED");
  }

  InetAddress nameServer(String host) throws UnknownHostException {
    return InetAddress.getByName(host);
  }
}
