package io.azimuth.product.binding;

import java.nio.charset.StandardCharsets;

/**
 * A request before the headers of a proxy are put in.
 *
 * @param method the HTTP method
 * @param path below {@code /v1/}, with its query
 * @param headers header lines, each with its end
 * @param body the body; empty for none
 */
record MatrixRequest(String method, String path, String headers, String body) {

  /** Without headers of its own. */
  static MatrixRequest of(String method, String path, String body) {
    return new MatrixRequest(method, path, "", body);
  }

  /** The same with further header lines. */
  MatrixRequest with(String lines) {
    return new MatrixRequest(method, path, headers + lines, body);
  }

  /** As it is sent, with these header lines. */
  String text(String lines) {
    return line()
        + "Content-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n"
        + headers
        + lines
        + "\r\n"
        + body;
  }

  /** As it is sent in one chunk, with these lines behind it. */
  String chunked(String trailer) {
    return line()
        + "Transfer-Encoding: chunked\r\n"
        + headers
        + "\r\n"
        + Integer.toHexString(body.getBytes(StandardCharsets.UTF_8).length)
        + "\r\n"
        + body
        + "\r\n0\r\n"
        + trailer
        + "\r\n";
  }

  private String line() {
    return method + " /v1/" + path + " HTTP/1.1\r\nHost: azimuth\r\n";
  }
}
