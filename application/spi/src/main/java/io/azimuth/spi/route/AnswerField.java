package io.azimuth.spi.route;

import java.util.List;
import java.util.Objects;

/**
 * A member of what a route answers: its name, its type and its description, as a schema of OpenAPI
 * 3.0 has them (https://spec.openapis.org/oas/v3.0.3#schema-object). None of its methods takes
 * null.
 */
public final class AnswerField {

  private final String name;
  private final AnswerType type;
  private final String help;
  private final List<AnswerField> members;
  private final boolean nullable;

  private AnswerField(
      String name, AnswerType type, String help, List<AnswerField> members, boolean nullable) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.help = Objects.requireNonNull(help, "help");
    this.members = List.copyOf(members);
    this.nullable = nullable;
  }

  /** A member without members of its own. */
  public static AnswerField of(String name, AnswerType type, String help) {
    return new AnswerField(name, type, help, List.of(), false);
  }

  /** A text. */
  public static AnswerField text(String name, String help) {
    return of(name, AnswerType.TEXT, help);
  }

  /** A whole number. */
  public static AnswerField number(String name, String help) {
    return of(name, AnswerType.NUMBER, help);
  }

  /** True or false. */
  public static AnswerField flag(String name, String help) {
    return of(name, AnswerType.FLAG, help);
  }

  /** A moment, as a text of RFC 3339. */
  public static AnswerField time(String name, String help) {
    return of(name, AnswerType.TIME, help);
  }

  /** A duration in whole seconds. */
  public static AnswerField seconds(String name, String help) {
    return of(name, AnswerType.SECONDS, help);
  }

  /** Texts as a list. */
  public static AnswerField texts(String name, String help) {
    return of(name, AnswerType.TEXTS, help);
  }

  /** Texts by key. */
  public static AnswerField pairs(String name, String help) {
    return of(name, AnswerType.PAIRS, help);
  }

  /** An object with these members; without any, of any shape. */
  public static AnswerField object(String name, String help, AnswerField... members) {
    return new AnswerField(name, AnswerType.OBJECT, help, List.of(members), false);
  }

  /** Objects with these members as a list. */
  public static AnswerField objects(String name, String help, AnswerField... members) {
    return new AnswerField(name, AnswerType.OBJECTS, help, List.of(members), false);
  }

  /** Objects with these members by name. */
  public static AnswerField objectsByName(String name, String help, AnswerField... members) {
    return new AnswerField(name, AnswerType.OBJECTS_BY_NAME, help, List.of(members), false);
  }

  /** The parameter as a read shows it: a duration in seconds, and lists as lists. */
  public static AnswerField of(Field<?> parameter) {
    return of(parameter.name(), shown(parameter.type()), parameter.help());
  }

  /** These parameters as a read shows them: without their old names. */
  public static List<AnswerField> of(List<? extends Field<?>> parameters) {
    return parameters.stream()
        .filter(parameter -> parameter.presentName().isEmpty())
        .map(parameter -> of(parameter))
        .toList();
  }

  private static AnswerType shown(FieldType type) {
    return switch (type) {
      case TEXT -> AnswerType.TEXT;
      case NUMBER -> AnswerType.NUMBER;
      case DECIMAL -> AnswerType.DECIMAL;
      case FLAG -> AnswerType.FLAG;
      case COMMA_LIST, LIST -> AnswerType.TEXTS;
      case NUMBERS -> AnswerType.NUMBERS;
      case DURATION -> AnswerType.SECONDS;
      case PAIRS -> AnswerType.PAIRS;
      case OBJECT -> AnswerType.OBJECT;
    };
  }

  /** The same member, which may also be null. */
  public AnswerField orNull() {
    return new AnswerField(name, type, help, members, true);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its type. */
  public AnswerType type() {
    return type;
  }

  /** Its description. */
  public String help() {
    return help;
  }

  /** The members of the object, or of each of the objects. */
  public List<AnswerField> members() {
    return members;
  }

  /** Whether it may be null. */
  public boolean isNullable() {
    return nullable;
  }
}
