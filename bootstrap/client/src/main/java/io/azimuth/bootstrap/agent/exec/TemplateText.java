package io.azimuth.bootstrap.agent.exec;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with fields of secrets, in the one form that the field's agents generate: {@code {{ with
 * secret "PATH" }}{{ .Data.data.NAME }}{{ end }}}, with any text around and between. Nothing else
 * of the language of templates is understood.
 */
public final class TemplateText {

  private static final Pattern WITH = Pattern.compile("with\\s+secret\\s+\"([^\"\\\\]+)\"");
  private static final Pattern FIELD = Pattern.compile("\\.Data((?:\\.[A-Za-z0-9_]+)+)");
  private static final String SPACE_AT_START = "^\\s+";
  private static final String SPACE_AT_END = "\\s+$";

  private final List<Part> parts;

  private TemplateText(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * A piece of the text.
   *
   * @param path the secret of the field; empty for plain text
   * @param text the plain text, or the names that lead to the field, each after a dot
   */
  private record Part(Optional<String> path, String text) {}

  /** The text has something that is not understood. */
  public static final class UnsupportedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    UnsupportedException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    /** What is not understood, and what is. */
    public String sentence() {
      return sentence;
    }
  }

  /**
   * Reads a text.
   *
   * @throws UnsupportedException if it has another action than the form above
   */
  public static TemplateText parse(String text) throws UnsupportedException {
    List<Part> parts = new ArrayList<>();
    Optional<String> secret = Optional.empty();
    int at = 0;
    boolean trims = false;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
      int close = text.indexOf("}}", open);
      if (close < 0) {
        throw new UnsupportedException("an action {{ is not closed by }}");
      }
      String action = text.substring(open + 2, close);
      plain(parts, text.substring(at, open), trims, action.startsWith("- "));
      trims = action.endsWith(" -");
      at = close + 2;
      secret = act(parts, secret, action.replaceAll("^- | -$", "").strip());
    }
    if (secret.isPresent()) {
      throw new UnsupportedException("{{ with … }} is not closed by {{ end }}");
    }
    plain(parts, text.substring(at), trims, false);
    return new TemplateText(parts);
  }

  private static void plain(List<Part> parts, String text, boolean afterTrim, boolean beforeTrim) {
    String start = afterTrim ? text.replaceFirst(SPACE_AT_START, "") : text;
    String kept = beforeTrim ? start.replaceFirst(SPACE_AT_END, "") : start;
    if (!kept.isEmpty()) {
      parts.add(new Part(Optional.empty(), kept));
    }
  }

  /** Reads an action and returns the secret that the following fields are of. */
  private static Optional<String> act(List<Part> parts, Optional<String> secret, String action)
      throws UnsupportedException {
    Matcher with = WITH.matcher(action);
    if (with.matches() && secret.isEmpty()) {
      return Optional.of(with.group(1));
    }
    if (action.equals("end") && secret.isPresent()) {
      return Optional.empty();
    }
    Matcher field = FIELD.matcher(action);
    if (!field.matches() || secret.isEmpty()) {
      throw new UnsupportedException(
          "only {{ with secret \"PATH\" }}{{ .Data.data.NAME }}{{ end }} is understood, with text"
              + " around it; for more use consul-template");
    }
    parts.add(new Part(secret, field.group(1)));
    return secret;
  }

  /** The paths of the secrets that the text needs. */
  public Set<String> paths() {
    return parts.stream()
        .flatMap(part -> part.path().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The text with the fields.
   *
   * @param secrets gives the data of the secret at a path
   * @throws ClientException if a field is missing, is not a single value or has U+0000; the message
   *     names path and field
   */
  public String render(Function<String, Value.Obj> secrets) {
    return parts.stream()
        .map(part -> part.path().map(path -> field(part, path, secrets)).orElse(part.text()))
        .collect(Collectors.joining());
  }

  private static String field(Part part, String path, Function<String, Value.Obj> secrets) {
    Value value = secrets.apply(path);
    for (String name : part.text().substring(1).split("\\.", -1)) {
      Optional<Value> inner =
          value instanceof Value.Obj object ? object.get(name) : Optional.<Value>empty();
      value = inner.orElseThrow(() -> unusable(part, path, "has no field"));
    }
    if (value instanceof Value.Text text) {
      if (text.text().indexOf('\0') >= 0) {
        throw unusable(part, path, "has a character that no variable can have in");
      }
      return text.text();
    }
    if (value instanceof Value.Num number) {
      return number.literal();
    }
    if (value.equals(Value.of(true)) || value.equals(Value.of(false))) {
      return String.valueOf(value.equals(Value.of(true)));
    }
    throw unusable(part, path, "has no single value in");
  }

  private static ClientException unusable(Part part, String path, String what) {
    return new ClientException(path + " " + what + " .Data" + part.text());
  }
}
