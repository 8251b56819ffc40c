package io.azimuth.adapters.http.answer;

import io.azimuth.application.api.JsonText;
import io.azimuth.spi.api.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An answer with its body as bytes, which are taken from it while it is sent. */
final class RenderedAnswer {

  private static final byte[] NOTHING = {};

  private final HttpAnswer answer;
  private final ByteBuffer body;

  private RenderedAnswer(HttpAnswer answer, byte[] body) {
    this.answer = answer;
    this.body = ByteBuffer.wrap(body);
  }

  /** Renders the body, if the status allows one. */
  static RenderedAnswer of(HttpAnswer answer) {
    boolean bare = answer.status() == 204 || answer.status() == 304;
    return new RenderedAnswer(
        answer, bare ? NOTHING : answer.body().map(RenderedAnswer::line).orElse(NOTHING));
  }

  private static byte[] line(Value body) {
    return (JsonText.of(body) + '\n').getBytes(StandardCharsets.UTF_8);
  }

  HttpAnswer answer() {
    return answer;
  }

  /** What is not sent yet. */
  ByteBuffer body() {
    return body;
  }

  /** The length of the whole body in bytes. */
  int length() {
    return body.limit();
  }

  /** Whether the answer must state the length of its body, even if that is 0. */
  boolean hasLength() {
    return answer.status() != 204 && answer.status() != 304;
  }
}
