package io.azimuth.product.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the described path that matches a client's request. */
final class ServedEndpoints {

  /** Nothing can be mounted at these paths, so a path there does not belong to a secrets engine. */
  private static final String ELSEWHERE = "(?!/(sys|auth|identity|cubbyhole)/)";

  private final Map<String, Pattern> templates = new TreeMap<>();

  ServedEndpoints(Collection<String> paths) {
    paths.forEach(path -> templates.put(path, pattern(path)));
  }

  /** The generic form of the request, such as {@code GET auth/{mountPath}/role/{name}}. */
  String endpoint(RouteRow row) {
    String method = method(row);
    String slash = method.equals("LIST") && !row.policyPath().endsWith("/") ? "/" : "";
    String path = "/" + row.policyPath() + slash;
    String template =
        templates.keySet().stream()
            .filter(it -> templates.get(it).matcher(path).matches())
            .max(Comparator.comparing(ServedEndpoints::exactness))
            .orElse(path);
    return method + " " + template.replaceAll("^/|/$", "");
  }

  private static String method(RouteRow row) {
    return switch (row.method()) {
      case "PUT" -> "POST";
      case "GET" -> {
        if (row.path().contains("help=1")) {
          yield "HELP";
        }
        yield row.path().contains("list=true") ? "LIST" : "GET";
      }
      default -> row.method();
    };
  }

  private static Pattern pattern(String template) {
    String regex =
        Arrays.stream(template.split("/", -1))
            .map(segment -> segment.startsWith("{") ? wildcard(segment) : Pattern.quote(segment))
            .collect(Collectors.joining("/"));
    return Pattern.compile(template.startsWith("/{mountPath}") ? ELSEWHERE + regex : regex);
  }

  private static String wildcard(String segment) {
    return List.of("{path}", "{prefix}", "{mountPath}").contains(segment) ? ".+" : "[^/]+";
  }

  // A literal segment counts more than a parameter, and an earlier one more than a later one.
  private static String exactness(String template) {
    return Arrays.stream(template.split("/", -1))
        .map(segment -> segment.startsWith("{") ? "0" : "1")
        .collect(Collectors.joining());
  }
}
