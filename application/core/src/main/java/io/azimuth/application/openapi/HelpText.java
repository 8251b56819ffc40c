package io.azimuth.application.openapi;

import io.azimuth.spi.Backend;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The help of a mount or a path, in the form that Vault's command line shows. */
final class HelpText {

  private HelpText() {}

  /** The purpose of the backend, and all its paths. */
  static String ofMount(Backend backend, List<Route> routes) {
    Map<String, StringBuilder> byPattern = new LinkedHashMap<>();
    routes.stream()
        .filter(route -> !route.servesNothing())
        .sorted(Comparator.comparing(route -> route.pattern().toString()))
        .forEach(
            route ->
                byPattern
                    .computeIfAbsent(route.pattern().toString(), text -> new StringBuilder())
                    .append("        ")
                    .append(line(route)));
    StringBuilder text = new StringBuilder("## DESCRIPTION\n\n" + backend.description() + "\n\n");
    text.append(
        "## PATHS\n\nA word after a colon stands for any one segment, with a star for more.");
    text.append(" Ask for the help\nof a path to see its parameters.\n");
    byPattern.forEach(
        (pattern, lines) ->
            text.append("\n    ")
                .append(pattern.isEmpty() ? "(the mount itself)" : pattern)
                .append('\n')
                .append(lines));
    return text.toString();
  }

  /** The operations of the path, and their parameters. */
  static String ofPath(String path, List<Route> routes) {
    StringBuilder text =
        new StringBuilder(
            "Request:        %s\nMatching Route: %s\n\n## OPERATIONS\n\n"
                .formatted(path, routes.get(0).pattern()));
    Map<String, Field<?>> fields = new LinkedHashMap<>();
    for (Route route : routes) {
      text.append("    ").append(line(route));
      route.fields().forEach(field -> fields.putIfAbsent(field.name(), field));
    }
    if (!fields.isEmpty()) {
      text.append("\n## PARAMETERS\n");
      fields.values().forEach(field -> text.append(parameter(field)));
    }
    return text.toString();
  }

  private static String line(Route route) {
    String sudo = route.access().needsSudo() ? " (needs sudo)" : "";
    String open = route.access().asksPolicies() ? "" : " (needs no policy)";
    return "%-7s %s%s%s\n"
        .formatted(OperationNames.of(route.operation()), OperationNames.summary(route), sudo, open);
  }

  private static String parameter(Field<?> field) {
    return "\n    %s (%s)\n        %s\n"
        .formatted(
            field.name(),
            field.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            FieldSchema.description(field));
  }
}
