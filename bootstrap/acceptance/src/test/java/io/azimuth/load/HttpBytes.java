package io.azimuth.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes HTTP requests as bytes, to send them many times. */
final class HttpBytes {

  private HttpBytes() {}

  static ByteBuffer post(String path, byte[] body, String... headers) {
    StringBuilder head =
        new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: lab\r\n")
            .append("Content-Type: application/json\r\nContent-Length: ")
            .append(body.length)
            .append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return direct(head.append("\r\n").toString(), body);
  }

  static ByteBuffer get(String path, String... headers) {
    StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: lab\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return direct(head.append("\r\n").toString(), new byte[0]);
  }

  private static ByteBuffer direct(String head, byte[] body) {
    byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + body.length);
    return buffer.put(bytes).put(body).flip().asReadOnlyBuffer();
  }
}
