package io.azimuth.adapters.http.answer;

import io.azimuth.adapters.http.encoding.BodyJsonWriter;

/** An answer with its body as bytes; not a record, as its array is nobody else's. */
final class RenderedAnswer {

  private static final byte[] NOTHING = {};

  private final HttpAnswer answer;
  private final byte[] body;

  private RenderedAnswer(HttpAnswer answer, byte[] body) {
    this.answer = answer;
    this.body = body;
  }

  /** Writes the body, unless the status allows none. */
  static RenderedAnswer of(HttpAnswer answer) {
    boolean bare = answer.status() == 204 || answer.status() == 304;
    return new RenderedAnswer(
        answer, bare ? NOTHING : answer.body().map(BodyJsonWriter::write).orElse(NOTHING));
  }

  HttpAnswer answer() {
    return answer;
  }

  byte[] body() {
    return body;
  }

  /** Whether the answer must say how long its body is, even when it has none. */
  boolean hasLength() {
    return answer.status() != 204 && answer.status() != 304;
  }
}
