package io.azimuth.bootstrap.client;

import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server said.
 *
 * @param status of HTTP
 * @param body the JSON object, if the answer is one
 * @param retryAfter how long the server asks to be left alone
 */
public record ApiReply(int status, Optional<Value.Obj> body, Optional<Duration> retryAfter) {

  public ApiReply {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(retryAfter, "retryAfter");
  }

  /** Whether it did what it was asked to. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether there is something to show: some 404 carry data or warnings. */
  public boolean hasContent() {
    return hasData() || !warnings().isEmpty();
  }

  /** Whether it carries more than warnings. */
  public boolean hasData() {
    return !data().members().isEmpty()
        || object("auth").isPresent()
        || object("wrap_info").isPresent();
  }

  /** A member of the body. */
  public Optional<Value> member(String name) {
    return body.flatMap(object -> object.get(name)).filter(value -> !value.equals(Value.NULL));
  }

  /** A member of the body that is an object. */
  public Optional<Value.Obj> object(String name) {
    return member(name).filter(Value.Obj.class::isInstance).map(Value.Obj.class::cast);
  }

  /** What is in {@code data}, or nothing; answers without an envelope are data as a whole. */
  public Value.Obj data() {
    boolean bare = isSuccess() && member("request_id").isEmpty();
    return object("data").or(() -> bare ? body : Optional.empty()).orElse(Value.Obj.EMPTY);
  }

  /** The texts of the errors. */
  public List<String> errors() {
    return texts(member("errors"));
  }

  /** The texts of the warnings. */
  public List<String> warnings() {
    return texts(member("warnings"));
  }

  /** The texts of a list; others than texts are left out. */
  public static List<String> texts(Optional<Value> list) {
    return list.filter(Value.Items.class::isInstance).map(Value.Items.class::cast).stream()
        .flatMap(items -> items.values().stream())
        .filter(Value.Text.class::isInstance)
        .map(text -> ((Value.Text) text).text())
        .toList();
  }

  /** The text of a member. */
  public static Optional<String> text(Value.Obj object, String name) {
    return object.get(name).filter(Value.Text.class::isInstance).map(v -> ((Value.Text) v).text());
  }
}
