package io.azimuth.spi.route;

import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.text.Suggestion;
import io.azimuth.spi.api.Answer;
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

  /** Unknown parameters that are named at most. */
  private static final int MAX_NAMED = 16;

  /** The longest name, in characters, for which a similar one is looked for. */
  private static final int MAX_COMPARED = 64;

  private final List<Field<?>> known;
  private final Value.Obj parameters;
  private final Map<String, Value> sent;
  private final List<String> unknown;
  private final List<String> warnings;

  private Fields(
      List<Field<?>> known,
      Value.Obj parameters,
      Map<String, Value> sent,
      Set<String> unknown,
      List<String> warnings) {
    this.known = known;
    this.parameters = parameters;
    this.sent = sent;
    this.unknown = List.copyOf(unknown);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads parameters with the fields of a route.
   *
   * @param parameters the parameters of the body or the query
   * @param captures the values from the path; they replace parameters of the same name
   */
  public static Fields of(
      List<Field<?>> known, Value.Obj parameters, Map<String, String> captures) {
    TreeSet<String> ignored = new TreeSet<>(parameters.members().keySet());
    ignored.removeAll(captures.keySet());
    known.forEach(field -> ignored.remove(field.name()));
    return of(known, parameters, captures, ignored);
  }

  /** The same for a route on which parameters that are no fields have a meaning, too. */
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
    captures.forEach(
        (name, text) -> {
          if (Value.of(text).equals(sent.get(name))) { // replaced by the same
            shadowed.remove(name);
          }
        });
    captures.forEach((name, text) -> sent.put(name, Value.of(text)));
    Fields fields = new Fields(known, parameters, sent, ignored, warnings(ignored, shadowed));
    known.forEach(fields::present); // refuses an invalid value before the handler runs
    return fields;
  }

  /** All parameters of the body or the query, as sent. */
  public Value.Obj parameters() {
    return parameters;
  }

  /** The value of the field; empty when it was not sent. */
  public <T> Optional<T> present(Field<T> field) {
    return Optional.ofNullable(sent.get(field.name())).map(field::convert);
  }

  /** The value of the field as it was sent, without conversion; empty when it was not sent. */
  public Optional<Value> sent(Field<?> field) {
    return Optional.ofNullable(sent.get(field.name()));
  }

  /** The value of the field, or its default when it was not sent. */
  public <T> T value(Field<T> field) {
    return present(field).orElse(field.absent());
  }

  /** The value of that name from the path. */
  public String captured(String name) {
    return sent.get(name) instanceof Value.Text text ? text.text() : "";
  }

  /** The names of parameters that were sent and that the route does not know, sorted. */
  public List<String> unknown() {
    return unknown;
  }

  /**
   * What is wrong with unknown parameters of which a reader would think that they restrict: a
   * sentence for each of the first 16, with the known name that is most similar. Empty when there
   * are none.
   *
   * @param beginnings how names of parameters begin that restrict
   */
  public List<String> misspelt(List<String> beginnings) {
    List<String> names = known.stream().map(Field::name).toList();
    return unknown.stream()
        .filter(name -> beginnings.stream().anyMatch(name::startsWith))
        .limit(MAX_NAMED)
        .map(name -> "unknown parameter " + Quoted.of(name) + suggestion(name, names))
        .toList();
  }

  private static String suggestion(String name, List<String> names) {
    return name.length() > MAX_COMPARED ? "" : Suggestion.sentence(name, names);
  }

  /**
   * The warnings, in the words of Vault's API, about unknown parameters and those that the path
   * replaced.
   */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * The answer of a successful write with these parameters. It has a body only for warnings: those
   * given here, and those about the parameters themselves, which are added to every body.
   */
  public Answer done(List<String> more) {
    return warnings.isEmpty() && more.isEmpty()
        ? new Answer.Empty()
        : new Answer.Envelope(Optional.empty(), Optional.empty(), more);
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
