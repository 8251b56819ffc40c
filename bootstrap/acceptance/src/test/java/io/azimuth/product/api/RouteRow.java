package io.azimuth.product.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A line of a table of routes: {@code topic | needs | METHOD path | body | status | shape}.
 *
 * @param topic one word, shown in the name of the test case
 * @param needs who may call: {@code anyone}, {@code anyone, sealed too}, the capabilities that are
 *     needed ({@code update}, {@code update+sudo}; with a {@code ?} at the end where the handler
 *     itself checks sudo), or a single caller: {@code as root}, {@code as nobody}, {@code as none},
 *     {@code as invalid}
 * @param method the HTTP method
 * @param path the path below {@code /v1/}, with an optional query
 * @param body the body as sent; empty if there is none
 * @param status the expected status
 * @param shape the expected form of the answer
 */
record RouteRow(
    String topic,
    String needs,
    String method,
    String path,
    String body,
    int status,
    AnswerShape shape) {

  private static final int COLUMNS = 6;

  static RouteRow parse(String line) {
    List<String> columns = Arrays.stream(line.split(" \\| ", -1)).map(String::strip).toList();
    if (columns.size() != COLUMNS) {
      throw new IllegalArgumentException(columns.size() + " columns: " + line);
    }
    String[] request = columns.get(2).split(" ", 2);
    return new RouteRow(
        columns.get(0),
        columns.get(1),
        request[0],
        request[1],
        columns.get(3),
        Integer.parseInt(columns.get(4)),
        AnswerShape.of(columns.get(5)));
  }

  /** All rows of the table of that name, in their order. */
  static List<RouteRow> table(String name) {
    return in(lines("/routes/" + name));
  }

  /** Parses the lines that are not comments. */
  static List<RouteRow> in(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(RouteRow::parse)
        .toList();
  }

  /** The lines of a resource of the tests. */
  static List<String> lines(String resource) {
    try (var in = RouteRow.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no table " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether its path, body or shape contains this word. */
  boolean mentions(String word) {
    return path.contains(word) || body.contains(word) || shape.toString().contains(word);
  }

  /**
   * The same row with the word replaced. The replacement is made only if the row contains the word.
   */
  RouteRow replacing(String word, Supplier<String> by) {
    if (!mentions(word)) {
      return this;
    }
    String text = by.get();
    return new RouteRow(
        topic,
        needs,
        method,
        path.replace(word, text),
        body.replace(word, text),
        status,
        AnswerShape.of(shape.toString().replace(word, text)));
  }

  boolean forAnyone() {
    return needs.startsWith("anyone");
  }

  boolean evenSealed() {
    return needs.equals("anyone, sealed too");
  }

  boolean forOneCaller() {
    return needs.startsWith("as ");
  }

  /** Whether the handler itself checks sudo and refuses with its own message. */
  boolean handlerLooksForSudo() {
    return needs.endsWith("?");
  }

  /** The capabilities that the policy of the caller must grant. */
  List<String> capabilities() {
    return List.of(needs.replace("?", "").toLowerCase(Locale.ROOT).split("\\+"));
  }

  /** The path of the request without its query, for a policy. */
  String policyPath() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  @Override
  public String toString() {
    return topic + " " + needs + ": " + method + " " + path + " " + body + " -> " + status;
  }
}
