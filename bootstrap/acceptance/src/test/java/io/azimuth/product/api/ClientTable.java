package io.azimuth.product.api;

import java.util.List;

/**
 * The requests of one client of the API.
 *
 * @param client the name of the client
 * @param rows the requests, in order
 */
record ClientTable(String client, List<RouteRow> rows) {

  /** The file whose last rows seal the server must be the last one. */
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
          "vaultrs",
          "vaultsharp",
          "terraform",
          "ansible",
          "entra",
          "monitoring",
          "cli-operator");

  private static final String TITLE = "# ";

  ClientTable {
    rows = List.copyOf(rows);
  }

  /** All tables, in an order that works on one server. */
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
