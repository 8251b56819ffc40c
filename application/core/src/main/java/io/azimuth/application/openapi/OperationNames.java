package io.azimuth.application.openapi;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Route;
import java.util.Locale;

final class OperationNames {

  private OperationNames() {}

  /** The name in the API. */
  static String of(Operation operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }

  /** The name in OpenAPI, an HTTP method in lower case. */
  static String ofHttp(Operation operation) {
    return switch (operation) {
      case READ, LIST, SCAN, HELP -> "get";
      case WRITE -> "post";
      case PATCH -> "patch";
      case DELETE -> "delete";
    };
  }

  /** The summary that the route declares, otherwise one made from its path. */
  static String summary(Route route) {
    return route.summary().orElseGet(() -> verb(route) + " " + what(route));
  }

  private static String verb(Route route) {
    return switch (route.operation()) {
      case READ, HELP -> "Read";
      case LIST -> "List what is below";
      case SCAN -> "List everything below";
      case WRITE -> "Write";
      case PATCH -> "Change parts of";
      case DELETE -> "Delete";
    };
  }

  private static String what(Route route) {
    String template = route.pattern().template();
    return template.isEmpty() ? "the mount" : template;
  }
}
