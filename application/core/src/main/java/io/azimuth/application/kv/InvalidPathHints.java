package io.azimuth.application.kv;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The paths of a KV v2 mount that are no paths of KV v2. A client that uses KV v1 paths there gets
 * a hint.
 */
final class InvalidPathHints {

  private static final Set<String> FOLDERS =
      Set.of("data", "metadata", "delete", "undelete", "destroy", "subkeys");
  private static final String CONFIG = "config";

  private InvalidPathHints() {}

  static List<Route> routes() {
    return Stream.of(Operation.values())
        .filter(operation -> operation != Operation.HELP)
        .flatMap(InvalidPathHints::routes)
        .toList();
  }

  private static Stream<Route> routes(Operation operation) {
    return Stream.of("", ":" + SecretPath.NAME + "*")
        .map(
            pattern ->
                Route.on(operation, pattern)
                    .access(Access.AUTHORIZED)
                    .servesNothing()
                    .handle(call -> invalidPath(call, operation)));
  }

  private static Answer invalidPath(CallInput call, Operation operation) {
    String path = call.fields().captured(SecretPath.NAME);
    if (FOLDERS.contains(path)) {
      return atRoot(operation);
    }
    int slash = path.indexOf('/');
    if (path.equals(CONFIG) || (slash > 0 && FOLDERS.contains(path.substring(0, slash)))) {
      throw unsupported();
    }
    return new Answer.NotFound(
        "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API"
            + " endpoints to use. If using the Vault CLI, use 'vault kv "
            + command(operation)
            + "' for this operation.");
  }

  private static Answer atRoot(Operation operation) {
    if (operation == Operation.WRITE || operation == Operation.PATCH) {
      throw RefusedException.invalid("missing path");
    }
    if (operation == Operation.SCAN) {
      throw unsupported();
    }
    return new Answer.NotFound(
        "Non-listing operations on the root of a K/V v2 mount are not supported.");
  }

  private static RefusedException unsupported() {
    return new RefusedException(ErrorCategory.UNSUPPORTED_OPERATION, "unsupported operation");
  }

  private static String command(Operation operation) {
    return switch (operation) {
      case READ -> "get";
      case LIST -> "list";
      case SCAN -> "scan";
      case WRITE -> "put";
      case PATCH -> "patch";
      case DELETE -> "delete";
      case HELP -> "help";
    };
  }
}
