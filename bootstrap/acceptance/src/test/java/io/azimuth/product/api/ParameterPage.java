package io.azimuth.product.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A page of all parameters of writes below some paths, made of a server's own OpenAPI document. */
enum ParameterPage {
  AUTH("parameters-auth.md", "Parameters of auth methods and tokens", "/auth/"),
  SYSTEM("parameters-sys.md", "Parameters of the system", "/sys/"),
  IDENTITY("parameters-identity.md", "Parameters of entities and groups", "/identity/"),
  SECRETS("parameters-kv.md", "Parameters of secrets", "/kv-v");

  private static final String INTRODUCTION =
      """
      # %s

      This page is for whoever writes to a path and looks for the name of a parameter. Lists and reads
      have no part in it. It is made from the declared routes. Do not edit it:
      [CONTRIBUTING.md](../../CONTRIBUTING.md) has the command that writes it. Mounts have the names of
      their types here. The pages of the [reference](README.md) state defaults and rules.

      Types: *duration* is a number of seconds or a text such as `1h30m`; *list* is a JSON array, or a
      text with commas; *map* is a JSON object. Paths with the same parameters share a table.
      """;

  private final String file;
  private final String title;
  private final String prefix;

  ParameterPage(String file, String title, String prefix) {
    this.file = file;
    this.title = title;
    this.prefix = prefix;
  }

  String file() {
    return file;
  }

  /** The whole page as Markdown. */
  String text(JsonNode document) {
    StringBuilder page = new StringBuilder(INTRODUCTION.formatted(title));
    tables(document)
        .forEach(
            (rows, paths) -> {
              page.append("\n## ").append(String.join(", ", paths)).append("\n\n");
              page.append("| parameter | type | meaning |\n|---|---|---|\n").append(rows);
            });
    return page.toString();
  }

  // The rows of each table, with the paths that have these parameters.
  private Map<String, List<String>> tables(JsonNode document) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (path.getKey().startsWith(prefix)) {
        sorted.put(path.getKey().substring(1), path.getValue().path("post"));
      }
    }
    Map<String, List<String>> tables = new LinkedHashMap<>();
    sorted.forEach(
        (path, operation) -> {
          String rows = rows(document, parameters(document, operation));
          if (!rows.isEmpty()) {
            tables.computeIfAbsent(rows, any -> new ArrayList<>()).add(path);
          }
        });
    return tables;
  }

  private static Set<Map.Entry<String, JsonNode>> parameters(
      JsonNode document, JsonNode operation) {
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    return resolved(document, schema).path("properties").properties();
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private static String rows(JsonNode document, Set<Map.Entry<String, JsonNode>> parameters) {
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, JsonNode> parameter : parameters) {
      JsonNode declared = resolved(document, parameter.getValue());
      rows.append("| `%s` | ".formatted(parameter.getKey())).append(type(declared)).append(" | ");
      rows.append(cell(declared.path("description").asText())).append(" |\n");
    }
    return rows.toString();
  }

  private static String type(JsonNode declared) {
    return switch (declared.path("type").asText()) {
      case "array" -> "list";
      case "object" -> "map";
      case "string" -> "text";
      case "integer" -> declared.path("format").asText().equals("seconds") ? "duration" : "number";
      case "" -> "any";
      default -> declared.path("type").asText();
    };
  }

  private static String cell(String description) {
    return description.replace("|", "\\|").replace("<", "\\<");
  }
}
