package io.azimuth.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Sends requests over sockets of a thread each, also with TLS, and reads their answers. */
final class BlockingExchange {

  private static final int SOCKET_MILLIS = 10_000;

  private BlockingExchange() {}

  /** Connects with TLS 1.3. */
  static SSLSocket tls(SSLContext client, InetSocketAddress address) throws IOException {
    SSLSocket socket =
        (SSLSocket) client.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    socket.setEnabledProtocols(new String[] {"TLSv1.3"});
    socket.startHandshake();
    return prepared(socket);
  }

  /** The same socket, which sends at once and waits only so long. */
  static <S extends Socket> S prepared(S socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(SOCKET_MILLIS);
    return socket;
  }

  /** The requests as arrays. */
  static List<byte[]> bytes(List<ByteBuffer> requests) {
    List<byte[]> all = new ArrayList<>();
    for (ByteBuffer request : requests) {
      byte[] bytes = new byte[request.remaining()];
      request.duplicate().get(bytes);
      all.add(bytes);
    }
    return all;
  }

  /** Sends a request; returns the whole answer. */
  static String exchange(Socket socket, byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    StringBuilder head = new StringBuilder();
    while (!endsHead(head)) {
      head.append((char) in.readUnsignedByte());
    }
    byte[] body = new byte[length(head.toString())];
    in.readFully(body);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  private static boolean endsHead(StringBuilder head) {
    return head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0;
  }

  /** The status of an answer. */
  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static int length(String head) throws IOException {
    for (String line : head.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    throw new IOException("an answer without a length: " + head);
  }
}
