package io.azimuth.bootstrap.client;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A response of the server.
 *
 * @param status the HTTP status
 * @param body the body, if it is a JSON object
 * @param retryAfter how long the server asks the client to wait
 */
public record ApiReply(int status, Optional<Value.Obj> body, Optional<Duration> retryAfter) {

  /** Whether the request succeeded. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether there is something to print. Some 404 responses carry data or warnings. */
  public boolean hasContent() {
    return hasData() || !warnings().isEmpty();
  }

  /** Whether the response carries more than warnings. */
  public boolean hasData() {
    return !data().members().isEmpty()
        || object("auth").isPresent()
        || object("wrap_info").isPresent();
  }

  public Optional<Value> member(String name) {
    return body.flatMap(object -> object.get(name)).filter(value -> !value.equals(Value.NULL));
  }

  /** Whether a member of the body is {@code true}. */
  public boolean isTrue(String name) {
    return body.filter(object -> isTrue(object, name)).isPresent();
  }

  public static boolean isTrue(Value.Obj object, String name) {
    return object.get(name).filter(Value.of(true)::equals).isPresent();
  }

  /** A member of the body that is an object. */
  public Optional<Value.Obj> object(String name) {
    return body.flatMap(object -> object(object, name));
  }

  public static Optional<Value.Obj> object(Value.Obj object, String name) {
    return object.get(name).filter(Value.Obj.class::isInstance).map(Value.Obj.class::cast);
  }

  public Optional<SecretText> issuedToken() {
    return object("auth").flatMap(auth -> text(auth, "client_token")).map(SecretText::of);
  }

  /**
   * The member {@code data}, empty if absent. A response without an envelope is data as a whole.
   */
  public Value.Obj data() {
    boolean bare = isSuccess() && member("request_id").isEmpty();
    return object("data").or(() -> bare ? body : Optional.empty()).orElse(Value.Obj.EMPTY);
  }

  public List<String> errors() {
    return texts(member("errors"));
  }

  /**
   * The texts of the errors, one for each cause. Vault joins several causes to one text: {@code 2
   * errors occurred:}, then one line with a star for each.
   */
  public List<String> causes() {
    return errors().stream().flatMap(ApiReply::causes).toList();
  }

  private static Stream<String> causes(String error) {
    List<String> causes =
        error
            .lines()
            .filter(line -> line.startsWith("\t* "))
            .map(line -> line.substring(3))
            .toList();
    return causes.isEmpty() ? Stream.of(error) : causes.stream();
  }

  public List<String> warnings() {
    return texts(member("warnings"));
  }

  /** The texts of a list; other values are left out. */
  public static List<String> texts(Optional<Value> list) {
    return elements(list, Value.Text.class).map(Value.Text::text).toList();
  }

  /** The objects of a list; other values are left out. */
  public static List<Value.Obj> objects(Optional<Value> list) {
    return elements(list, Value.Obj.class).toList();
  }

  private static <V extends Value> Stream<V> elements(Optional<Value> list, Class<V> kind) {
    return list.filter(Value.Items.class::isInstance).map(Value.Items.class::cast).stream()
        .flatMap(items -> items.values().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** The time that a number of seconds since 1970 means; empty for other values. */
  public static Optional<Instant> time(Optional<Value> seconds) {
    return seconds
        .filter(Value.Num.class::isInstance)
        .map(number -> ((Value.Num) number).literal())
        .filter(digits -> digits.matches("[0-9]{1,11}"))
        .map(digits -> Instant.ofEpochSecond(Long.parseLong(digits)));
  }

  public static Optional<String> text(Value.Obj object, String name) {
    return object.get(name).filter(Value.Text.class::isInstance).map(v -> ((Value.Text) v).text());
  }

  /** The time that a text such as {@code 2026-11-27T12:00:00Z} means; empty for other values. */
  public static Optional<Instant> instant(Value.Obj object, String name) {
    return text(object, name).flatMap(ApiReply::instant);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
