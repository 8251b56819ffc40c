package io.azimuth.product.api;

import java.util.List;

/**
 * What one client of the API asks for (spec 10).
 *
 * @param client its name
 * @param rows its requests, in order
 */
record ClientTable(String client, List<RouteRow> rows) {

  /** The one whose last rows seal the server is the last. */
  private static final List<String> FILES =
      List.of(
          "cli-token",
          "cli-mounts",
          "cli-kv",
          "cli-azure",
          "agent",
          "go",
          "spring",
          "hvac",
          "node-vault",
          "vaultsharp",
          "terraform",
          "entra",
          "monitoring",
          "cli-operator");

  private static final String TITLE = "# ";

  ClientTable {
    rows = List.copyOf(rows);
  }

  /** All of them, in the order in which one server can answer them. */
  static List<ClientTable> all() {
    return FILES.stream().map(ClientTable::named).toList();
  }

  private static ClientTable named(String name) {
    List<String> lines = RouteRow.lines("/clients/" + name + ".txt");
    if (!lines.get(0).startsWith(TITLE)) {
      throw new IllegalArgumentException(name + " does not begin with the name of its client");
    }
    return new ClientTable(lines.get(0).substring(TITLE.length()), RouteRow.in(lines));
  }

  @Override
  public String toString() {
    return client;
  }
}
