package io.azimuth.product.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One line of a table of routes: {@code section | needs | METHOD path | body | status | shape}.
 *
 * @param section of the specification
 * @param needs who may: {@code anyone}, {@code anyone, sealed too}, the capabilities that are
 *     needed ({@code update}, {@code update+sudo}; with a {@code ?} at the end where the handler
 *     itself looks for sudo), or one caller only: {@code as root}, {@code as nobody}, {@code as
 *     none}, {@code as invalid}
 * @param method of HTTP
 * @param path below {@code /v1/}, perhaps with a query
 * @param body as it is sent; none when empty
 * @param status of the answer
 * @param shape of the answer
 */
record RouteRow(
    String section,
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

  /** The rows among the lines: those that are no comments. */
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

  /** Whether its path, body or shape has that word. */
  boolean mentions(String word) {
    return path.contains(word) || body.contains(word) || shape.toString().contains(word);
  }

  /** The same with the word replaced, which is asked for only where it is mentioned. */
  RouteRow replacing(String word, Supplier<String> by) {
    if (!mentions(word)) {
      return this;
    }
    String text = by.get();
    return new RouteRow(
        section,
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

  /** Whether it is the handler that looks for sudo, and says so in its own words. */
  boolean handlerLooksForSudo() {
    return needs.endsWith("?");
  }

  /** The capabilities that the caller's policy must grant. */
  List<String> capabilities() {
    return List.of(needs.replace("?", "").toLowerCase(Locale.ROOT).split("\\+"));
  }

  /** The path that a policy names. */
  String policyPath() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  @Override
  public String toString() {
    return section + " " + needs + ": " + method + " " + path + " " + body + " -> " + status;
  }
}
