package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.azimuth.product.server.Reply;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Compares answers with what the server's own OpenAPI document says of them. */
final class DescribedAnswers {

  private static final Pattern LISTS = Pattern.compile("[?&]list=true");

  private final Supplier<Reply> reader;
  private JsonNode document = MissingNode.getInstance();

  /**
   * The answers of one server.
   *
   * @param reader reads the document
   */
  DescribedAnswers(Supplier<Reply> reader) {
    this.reader = reader;
  }

  /** Fails when the answer of a request that succeeded is another one than is described. */
  void check(RouteRow row, Reply reply) {
    if (reply.status() < 200 || reply.status() > 299 || isUndescribed(row)) {
      return;
    }
    Optional<JsonNode> operation = operation(row);
    assertThat(operation).as("%s is not described", row).isPresent();
    JsonNode response =
        operation.orElseThrow().path("responses").path(String.valueOf(reply.status()));
    assertThat(response.isMissingNode()).as("%s: %s", row, reply).isFalse();
    JsonNode schema = response.path("content").path("application/json").path("schema");
    if (!schema.isMissingNode() && isJson(reply)) {
      assertThat(SchemaMismatches.of(document, schema, reply.body())).as("%s", row).isEmpty();
    }
  }

  private static boolean isJson(Reply reply) {
    return reply.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
  }

  // OpenAPI has no such method, and HEAD is GET without a body.
  private static boolean isUndescribed(RouteRow row) {
    return row.method().equals("SCAN")
        || row.method().equals("HELP")
        || row.method().equals("HEAD")
        || row.path().contains("help=1")
        || row.path().contains("scan=true")
        || row.path().contains("code=");
  }

  private Optional<JsonNode> operation(RouteRow row) {
    Optional<JsonNode> known = find(row);
    if (known.isPresent()) {
      return known;
    }
    Reply read = reader.get(); // a mount may be new
    if (read.status() == 200) {
      document = read.body();
    }
    return find(row);
  }

  private Optional<JsonNode> find(RouteRow row) {
    String verb = verb(row);
    String path = "/" + path(row);
    return document.path("paths").properties().stream()
        .filter(item -> item.getValue().has(verb) && matches(item.getKey(), path))
        .max(Comparator.comparing(item -> literal(item.getKey()).length()))
        .map(Map.Entry::getValue)
        .map(item -> item.path(verb));
  }

  private static String verb(RouteRow row) {
    return switch (row.method()) {
      case "LIST" -> "get";
      case "PUT" -> "post";
      default -> row.method().toLowerCase(Locale.ROOT);
    };
  }

  private static String path(RouteRow row) {
    String bare = row.path().replaceFirst("\\?.*", "");
    boolean lists = row.method().equals("LIST") || LISTS.matcher(row.path()).find();
    String trimmed = bare.replaceFirst("/+$", "");
    return lists ? trimmed + "/" : trimmed;
  }

  private static boolean matches(String template, String path) {
    if (template.endsWith("/") != path.endsWith("/")) {
      return false;
    }
    String pattern =
        Pattern.compile("\\{[^}]*}")
            .splitAsStream(template + "\0")
            .map(Pattern::quote)
            .reduce((one, other) -> one + ".+" + other)
            .orElse("");
    return Pattern.matches(pattern, path + "\0");
  }

  private static String literal(String template) {
    return template.replaceAll("\\{[^}]*}", "");
  }
}
