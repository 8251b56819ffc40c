package io.azimuth.product.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the pages about compatibility with the Vault API and about all paths from a server's own
 * OpenAPI document, the tables of client requests, and two tables that are written by hand.
 */
final class CompatibilityPage {

  private static final List<String> VERBS = List.of("get", "post", "patch", "delete");
  private static final String OURS = "/compatibility/ours.txt";
  private static final String ABSENT = "/compatibility/absent.txt";
  private static final String REFUSED = "/compatibility/refused.txt";

  /** The auth methods, each mounted at its name, whose paths the generic document does not have. */
  static final List<String> METHODS = List.of("approle", "kubernetes");

  private static final String ANYWHERE = "/auth/{mountPath}/";

  private static final String REFUSED_TITLE =
      """

      ## Refused, on purpose

      A value other than the default is refused with 400 and this reason, and never stored: nobody relies
      on a setting without effect. What changes nothing on one node is stored and shown instead.

      | parameter | why |
      |---|---|
      """;

  private static final Pattern REFUSAL = Pattern.compile("\\(refused: (.*)\\)$");

  private static final String INTRODUCTION =
      """
      # API compatibility

      This page is for authors of clients, and for operators who ask whether a client will work. It is
      made from the declared routes and from the tables of what clients ask for; every row of the
      latter is a request that a test sends. Do not edit it: [CONTRIBUTING.md](../../CONTRIBUTING.md) has
      the command that writes it. A running server says the same of itself, with all parameters, at
      `sys/internal/specs/openapi`, and for people at any path with `?help=1` or `azimuth path-help PATH`.

      Where this differs from the field on purpose: help of a path is for whoever may do something below
      its mount, and not for any token, so that it does not tell which mounts there are.

      [All paths](paths.md) that are served have a page of their own.
      """;

  private static final String PATHS_INTRODUCTION =
      """
      # All paths

      This page is for whoever looks for a path, or for what a policy must allow. It is made from the
      declared routes. Do not edit it: [CONTRIBUTING.md](../../CONTRIBUTING.md) has the command that writes
      it. The pages of parameters, such as [those of the system](parameters-sys.md), name what each
      write takes.

      A path is below `/v1/`; `{mountPath}` is where its backend is mounted. *List* is LIST or GET with
      `list=true`, *write* is POST or PUT. Where `kv` lists, SCAN or GET with `scan=true` lists
      everything below, as in OpenBao.

      A path that no table names is answered 404, or 403 to a caller who has no right on it. A path is
      decoded once, first: an encoded slash (`%2F`) separates segments as `/` does, and policies judge the
      decoded path. One empty segment at the end is dropped (`metadata//` is `metadata/`). An empty segment
      elsewhere, `.` and `..` are refused with 400.

      *Everybody*: no policy is asked.
      """;

  private final JsonNode document;
  private final Map<String, JsonNode> paths = new TreeMap<>();
  private final JsonNode methods;
  private final Map<String, Map<String, JsonNode>> others = new LinkedHashMap<>();
  private final ServedEndpoints served;
  private final List<ClientTable> clients;

  /**
   * Creates a page.
   *
   * @param document the OpenAPI document with generic mount paths
   * @param methods the one of a server with a mount of each of {@link #METHODS}: the page has one
   *     name for the places of all mounts
   */
  CompatibilityPage(JsonNode document, JsonNode methods, List<ClientTable> clients) {
    this.document = document;
    document
        .path("paths")
        .properties()
        .forEach(it -> paths.put(anywhere(it.getKey()), it.getValue()));
    this.methods = methods;
    Set<String> all = new TreeSet<>(paths.keySet());
    for (String method : METHODS) {
      Map<String, JsonNode> own = new TreeMap<>();
      String home = "/auth/" + method + "/";
      methods.path("paths").properties().stream()
          .filter(it -> it.getKey().startsWith(home))
          .forEach(it -> own.put(it.getKey().replace(home, ANYWHERE), it.getValue()));
      others.put(method, own);
      all.addAll(own.keySet());
    }
    this.served = new ServedEndpoints(all);
    this.clients = clients;
  }

  /** The text of the page about clients as Markdown. */
  String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("\n## Clients\n\n| client | operations | is here |\n|---|--:|---|\n");
    clients.forEach(client -> page.append(clientRow(client)));
    clients.forEach(client -> page.append(clientSection(client)));
    page.append("\n## Ours\n\nThe field has none of these.\n\n| path | does |\n|---|---|\n");
    rows(OURS).forEach(row -> page.append(row(code(row.get(0)), row.get(1))));
    page.append("\n## Not here, on purpose\n\n| path | why |\n|---|---|\n");
    rows(ABSENT).forEach(row -> page.append(row(code(row.get(0)), row.get(1))));
    page.append(REFUSED_TITLE);
    refusedParameters().forEach((name, where) -> page.append(refusedRow(name, where)));
    rows(REFUSED).forEach(row -> page.append(row(code(row.get(0)), row.get(1))));
    return page.toString();
  }

  /** The text of the page of all paths as Markdown. */
  String paths() {
    StringBuilder page = new StringBuilder(PATHS_INTRODUCTION);
    groups().forEach((title, group) -> page.append(section(title, group)));
    others.forEach((method, own) -> page.append(section(method + ", wherever it is mounted", own)));
    return page.toString();
  }

  /** The paths of the table of own endpoints that the server does not have. */
  List<String> unknownOurs() {
    return names(OURS).stream().filter(path -> !paths.containsKey("/" + path)).toList();
  }

  /** The paths of the table of absent endpoints that the server has. */
  List<String> presentAbsent() {
    return names(ABSENT).stream().filter(this::isServed).toList();
  }

  private static String anywhere(String path) {
    return path.replaceAll("\\{\\w+_mount_path}", "{mountPath}");
  }

  private boolean isServed(String path) {
    String start = "/" + path.replace("*", "");
    return paths.keySet().stream()
        .anyMatch(it -> path.endsWith("*") ? it.startsWith(start) : it.equals(start));
  }

  /** The parameters of routes that are refused, each with its reason and the paths that have it. */
  Map<Refused, Set<String>> refusedParameters() {
    Map<Refused, Set<String>> all =
        new TreeMap<>(Comparator.comparing(Refused::name).thenComparing(Refused::why));
    collectRefused(document, paths, all);
    others.values().forEach(own -> collectRefused(methods, own, all));
    return all;
  }

  private static void collectRefused(
      JsonNode document, Map<String, JsonNode> paths, Map<Refused, Set<String>> all) {
    for (Map.Entry<String, JsonNode> item : paths.entrySet()) {
      for (JsonNode reference : item.getValue().findValues("$ref")) {
        JsonNode body = document.at(reference.asText().substring(1));
        for (Map.Entry<String, JsonNode> parameter : body.path("properties").properties()) {
          refused(parameter.getKey(), parameter.getValue())
              .ifPresent(
                  found ->
                      all.computeIfAbsent(found, it -> new TreeSet<>())
                          .add(item.getKey().substring(1)));
        }
      }
    }
  }

  private static Optional<Refused> refused(String name, JsonNode schema) {
    Matcher refusal = REFUSAL.matcher(schema.path("description").asText());
    return refusal.find() ? Optional.of(new Refused(name, refusal.group(1))) : Optional.empty();
  }

  private static String refusedRow(Refused parameter, Set<String> paths) {
    String where = paths.stream().map(CompatibilityPage::code).collect(Collectors.joining(", "));
    return row(code(parameter.name()) + " of " + where, parameter.why());
  }

  /** A parameter that is refused, and why. */
  record Refused(String name, String why) {}

  private String clientRow(ClientTable client) {
    Set<String> missing = new TreeSet<>();
    for (RouteRow row : client.rows()) {
      if (row.shape().toString().contains("unsupported path")) {
        missing.add(code(served.endpoint(row)));
      }
    }
    String here = missing.isEmpty() ? "all" : "all but " + String.join(", ", missing);
    return row(client.client(), String.valueOf(operations(client).size()), here);
  }

  private String clientSection(ClientTable client) {
    return "\n### "
        + client.client()
        + "\n\n"
        + operations(client).stream()
            .map(operation -> "- " + operation + "\n")
            .collect(Collectors.joining());
  }

  private Set<String> operations(ClientTable client) {
    return client.rows().stream()
        .map(row -> code(served.endpoint(row)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<String, Map<String, JsonNode>> groups() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("/sys/", "sys");
    titles.put("/auth/token/", "auth/token");
    titles.put("/auth/{mountPath}/", "azure, wherever it is mounted");
    titles.put("/identity/", "identity");
    titles.put("/cubbyhole/", "cubbyhole");
    titles.put("/{mountPath}/", "kv, with versions and without, wherever it is mounted");
    Map<String, Map<String, JsonNode>> groups = new LinkedHashMap<>();
    titles.values().forEach(title -> groups.put(title, new TreeMap<>()));
    paths.forEach(
        (path, item) -> {
          String prefix =
              titles.keySet().stream().filter(path::startsWith).findFirst().orElseThrow();
          groups.get(titles.get(prefix)).put(path, item);
        });
    return groups;
  }

  private static String section(String title, Map<String, JsonNode> group) {
    StringBuilder text =
        new StringBuilder("\n## " + title + "\n\n| path | operations | who |\n|---|---|---|\n");
    group.forEach(
        (path, item) -> text.append(row(code(path.substring(1)), operations(item), who(item))));
    return text.toString();
  }

  private static String operations(JsonNode item) {
    return VERBS.stream()
        .map(item::path)
        .filter(operation -> !operation.isMissingNode())
        .map(CompatibilityPage::word)
        .collect(Collectors.joining(", "));
  }

  private static String word(JsonNode operation) {
    String id = operation.path("operationId").asText();
    return id.substring(0, id.indexOf('-'));
  }

  private static String who(JsonNode item) {
    if (item.path("x-vault-unauthenticated").asBoolean()) {
      return "everybody";
    }
    if (item.path("x-vault-sudo").asBoolean()) {
      return "token with sudo";
    }
    String exceptions =
        VERBS.stream()
            .map(item::path)
            .filter(operation -> operation.path("x-vault-sudo").asBoolean())
            .map(CompatibilityPage::word)
            .collect(Collectors.joining(", "));
    return exceptions.isEmpty() ? "token" : "token; sudo to " + exceptions;
  }

  private static List<String> names(String resource) {
    return rows(resource).stream().map(row -> row.get(0)).toList();
  }

  private static List<List<String>> rows(String resource) {
    return RouteRow.lines(resource).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.split(" \\| ", 2)))
        .toList();
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
