package io.azimuth.spi.route;

import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of one request, from its body, its query and its path. <em>Present</em> and
 * <em>default</em> are different: a partial update changes only what is present.
 */
public final class Fields {

  private final Value.Obj parameters;
  private final Map<String, Value> sent;
  private final List<String> unknown;
  private final List<String> warnings;

  private Fields(
      Value.Obj parameters, Map<String, Value> sent, Set<String> unknown, List<String> warnings) {
    this.parameters = parameters;
    this.sent = sent;
    this.unknown = List.copyOf(unknown);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Parameters against the fields that a route knows.
   *
   * @param parameters from the body or the query
   * @param captures from the path; they win over parameters of the same name
   */
  public static Fields of(
      List<Field<?>> known, Value.Obj parameters, Map<String, String> captures) {
    TreeSet<String> ignored = new TreeSet<>(parameters.members().keySet());
    ignored.removeAll(captures.keySet());
    known.forEach(field -> ignored.remove(field.name()));
    return of(known, parameters, captures, ignored);
  }

  /** The same where parameters that are no fields have a meaning, too. */
  public static Fields ofAny(
      List<Field<?>> known, Value.Obj parameters, Map<String, String> captures) {
    return of(known, parameters, captures, new TreeSet<>());
  }

  private static Fields of(
      List<Field<?>> known,
      Value.Obj parameters,
      Map<String, String> captures,
      Set<String> ignored) {
    Map<String, Value> sent = new LinkedHashMap<>(parameters.members());
    TreeSet<String> shadowed = new TreeSet<>(sent.keySet());
    shadowed.retainAll(captures.keySet());
    captures.forEach((name, text) -> sent.put(name, Value.of(text)));
    Fields fields = new Fields(parameters, sent, ignored, warnings(ignored, shadowed));
    known.forEach(fields::present); // refuses what cannot be converted before anything happens
    return fields;
  }

  /** All that came in the body or the query, as it was sent. */
  public Value.Obj parameters() {
    return parameters;
  }

  /** The value of the field when it was sent. */
  public <T> Optional<T> present(Field<T> field) {
    return Optional.ofNullable(sent.get(field.name())).map(field::convert);
  }

  /** The value of the field as it was sent. */
  public Optional<Value> sent(Field<?> field) {
    return Optional.ofNullable(sent.get(field.name()));
  }

  /** The value of the field, or what it is when it is not sent. */
  public <T> T value(Field<T> field) {
    return present(field).orElse(field.absent());
  }

  /** What the path captured under that name. */
  public String captured(String name) {
    return sent.get(name) instanceof Value.Text text ? text.text() : "";
  }

  /** The names that were sent and that the route does not know, sorted. */
  public List<String> unknown() {
    return unknown;
  }

  /** What spec 1.8 says of parameters that nobody knows or that the path replaced. */
  public List<String> warnings() {
    return warnings;
  }

  private static List<String> warnings(Set<String> ignored, Set<String> shadowed) {
    List<String> warnings = new ArrayList<>();
    if (!ignored.isEmpty()) {
      warnings.add(
          "Endpoint ignored these unrecognized parameters: [" + String.join(" ", ignored) + "]");
    }
    if (!shadowed.isEmpty()) {
      warnings.add(
          "Endpoint replaced the value of these parameters with the values captured from the"
              + " endpoint's path: ["
              + String.join(" ", shadowed)
              + "]");
    }
    return warnings;
  }
}
