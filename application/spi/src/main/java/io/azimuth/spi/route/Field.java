package io.azimuth.spi.route;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parameter of a route: its name, its type, its default and its description.
 *
 * @param <T> the type of its value
 */
public final class Field<T> {

  private final String name;
  private final FieldType type;
  private final Function<Value, T> coercion;
  private final Function<T, Value> rendering;
  private final T absent;
  private final String help;
  private final Optional<String> refusal;
  private final Optional<String> presentName;

  private Field(
      String name,
      FieldType type,
      Function<Value, T> coercion,
      Function<T, Value> rendering,
      T absent,
      String help,
      Optional<String> refusal,
      Optional<String> presentName) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = type;
    this.coercion = coercion;
    this.rendering = rendering;
    this.absent = absent;
    this.help = help;
    this.refusal = refusal;
    this.presentName = presentName;
  }

  private static <T> Field<T> of(
      String name,
      FieldType type,
      Function<Value, T> coercion,
      Function<T, Value> rendering,
      T absent,
      String help) {
    return new Field<>(
        name, type, coercion, rendering, absent, help, Optional.empty(), Optional.empty());
  }

  /** A text. */
  public static Field<String> text(String name, String help) {
    return of(name, FieldType.TEXT, Coercion::text, Value::of, "", help);
  }

  /** A whole number. */
  public static Field<Integer> number(String name, int absent, String help) {
    return of(name, FieldType.NUMBER, Coercion::number, Value::of, absent, help);
  }

  /** A number that may have a fraction. */
  public static Field<Double> decimal(String name, double absent, String help) {
    return of(name, FieldType.DECIMAL, Coercion::decimal, Value::of, absent, help);
  }

  /** True or false. */
  public static Field<Boolean> flag(String name, boolean absent, String help) {
    return of(name, FieldType.FLAG, Coercion::flag, Value::of, absent, help);
  }

  /** Texts, as a list or with commas between them. */
  public static Field<List<String>> commaList(String name, String help) {
    return of(name, FieldType.COMMA_LIST, Coercion::commaList, Value::of, List.of(), help);
  }

  /** Whole numbers, as a list or with commas between them. */
  public static Field<List<Integer>> numbers(String name, String help) {
    return of(name, FieldType.NUMBERS, Coercion::numbers, Field::numbers, List.of(), help);
  }

  /** Texts as a list; a single text is one element, even if it contains commas. */
  public static Field<List<String>> list(String name, String help) {
    return of(name, FieldType.LIST, Coercion::list, Value::of, List.of(), help);
  }

  /** A duration in whole seconds, not negative. */
  public static Field<Duration> duration(String name, Duration absent, String help) {
    return of(name, FieldType.DURATION, Coercion::duration, Field::seconds, absent, help);
  }

  /** A duration in whole seconds, positive or negative. */
  public static Field<Duration> signedDuration(String name, Duration absent, String help) {
    return of(name, FieldType.DURATION, Coercion::signedDuration, Field::seconds, absent, help);
  }

  /**
   * Like {@link #signedDuration}, for a parameter that reads show in nanoseconds: a whole number
   * without a unit counts as nanoseconds from a billion on, so that what was read can be sent. As
   * seconds, it would be more than 31 years.
   */
  public static Field<Duration> delay(String name, Duration absent, String help) {
    return of(name, FieldType.DURATION, Coercion::delay, Field::seconds, absent, help);
  }

  /** Texts by key, as an object or a list of {@code key=value}. */
  public static Field<Map<String, String>> pairs(String name, String help) {
    return of(name, FieldType.PAIRS, Coercion::pairs, Value::of, Map.of(), help);
  }

  /** An object of any shape. */
  public static Field<Value.Obj> object(String name, String help) {
    return of(name, FieldType.OBJECT, Coercion::object, value -> value, Value.Obj.EMPTY, help);
  }

  /**
   * The same parameter, which the API has and this server does not: every value but the default is
   * refused, so that no caller relies on a setting without effect.
   *
   * @param reason why, or what to use instead: a sentence for operators without its full stop
   */
  public Field<T> refused(String reason) {
    return new Field<>(
        name, type, coercion, rendering, absent, help, Optional.of(reason), presentName);
  }

  /**
   * The same parameter as an old name of the other one: what a policy denies of one name, it denies
   * of both.
   */
  public Field<T> oldNameOf(Field<?> present) {
    return new Field<>(
        name, type, coercion, rendering, absent, help, refusal, Optional.of(present.name));
  }

  /** This parameter under an old name, which the description mentions. */
  public Field<T> formerly(String oldName) {
    String note = "the old name of " + name;
    return new Field<>(
        oldName, type, coercion, rendering, absent, note, refusal, Optional.of(name));
  }

  /** The name of the parameter for which this one is an old name; empty when it is none. */
  public Optional<String> presentName() {
    return presentName;
  }

  /** The name of the parameter. */
  public String name() {
    return name;
  }

  /** The type of the parameter. */
  public FieldType type() {
    return type;
  }

  /** Why every value but the default is refused; empty when the parameter is served. */
  public Optional<String> refusal() {
    return refusal;
  }

  /** The default: its value when it is not sent. */
  public T absent() {
    return absent;
  }

  /** The description of the parameter. */
  public String help() {
    return help;
  }

  /** A value of this parameter in JSON, as it can be sent: a duration in whole seconds. */
  public Value toValue(T value) {
    return rendering.apply(value);
  }

  private static Value seconds(Duration time) {
    return Value.of(time.toSeconds());
  }

  private static Value numbers(List<Integer> numbers) {
    return new Value.Items(numbers.stream().map(Value::of).toList());
  }

  /**
   * The value in the one form in which this type keeps it: "1,2" and [1, 2] of a list are the same,
   * and so are 1h and 3600 of a duration. Policies judge this form.
   *
   * @return empty when the value cannot be converted, so that a request with it is refused
   */
  public Optional<Value> kept(Value sent) {
    try {
      return Optional.of(KeptValue.of(coercion.apply(sent)));
    } catch (Coercion.UnconvertibleException e) {
      return Optional.empty();
    }
  }

  /**
   * The value that was sent, converted to this type; null is the type's zero value.
   *
   * @throws RefusedException when it cannot be converted; the value is never repeated
   */
  T convert(Value sent) {
    T value;
    try {
      value = coercion.apply(sent);
    } catch (Coercion.UnconvertibleException e) {
      refuseUnsupported();
      throw RefusedException.invalid(
          "Field validation failed: error converting input for field \""
              + name
              + "\": "
              + e.getMessage());
    }
    if (!value.equals(absent)) {
      refuseUnsupported();
    }
    return value;
  }

  private void refuseUnsupported() {
    if (refusal.isPresent()) {
      throw RefusedException.invalid(name + " is not supported yet: " + refusal.get());
    }
  }
}
