package io.azimuth.adapters.http.answer;

import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer with its body as bytes, which are taken from it while it is sent. */
final class RenderedAnswer {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** The length in characters from which an answer is long. */
  private static final int LONG = 8 * 1024;

  private final HttpAnswer answer;
  private final ByteBuffer body;

  private RenderedAnswer(HttpAnswer answer, ByteBuffer body) {
    this.answer = answer;
    this.body = body.duplicate();
  }

  /** Renders the body, if the status allows one. */
  static RenderedAnswer of(HttpAnswer answer) {
    boolean bare = answer.status() == 204 || answer.status() == 304;
    return new RenderedAnswer(answer, bare ? NOTHING : content(answer));
  }

  private static ByteBuffer content(HttpAnswer answer) {
    return answer
        .file()
        .map(StaticBody::bytes)
        .or(() -> answer.body().map(RenderedAnswer::line))
        .orElse(NOTHING);
  }

  private static ByteBuffer line(Value body) {
    return ByteBuffer.wrap(JsonText.line(body).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the body is long. Looks at no more of it than that needs. */
  static boolean isLong(HttpAnswer answer) {
    return answer.body().isPresent() && left(LONG, answer.body().get()) < 0;
  }

  // Negative when the text of the value has more than that many characters; the least is counted.
  private static int left(int most, Value value) {
    int left = most - 1;
    if (value instanceof Value.Text text) {
      return left - text.text().length();
    }
    if (value instanceof Value.Num number) {
      return left - number.literal().length();
    }
    if (value instanceof Value.Items items) {
      for (Value item : items.values()) {
        left = left < 0 ? left : left(left, item);
      }
    } else if (value instanceof Value.Obj object) {
      for (Map.Entry<String, Value> member : object.members().entrySet()) {
        left = left < 0 ? left : left(left - member.getKey().length(), member.getValue());
      }
    }
    return left;
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
