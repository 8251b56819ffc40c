package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.encoding.FormFields;
import io.azimuth.adapters.http.encoding.GoBool;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The request line in the API's terms.
 *
 * @param path its canonical path; ends in a slash for LIST
 * @param query the parameters; without {@code list}, which chose the operation
 */
public record RequestTarget(Operation operation, String path, Value.Obj query) {

  private static final String HEALTH = "sys/health";

  /** Public documents. HEAD is answered for them, because monitoring checks that they exist. */
  private static final Pattern WELL_KNOWN = Pattern.compile("identity/oidc/(.*/)?\\.well-known/.*");

  private static final List<String> TOLERANT = List.of("sys/auth/", "sys/mounts/", "sys/audit/");

  static RequestTarget of(String method, String rawTarget, String rawQuery) {
    String path = RequestPath.of(rawTarget);
    FormFields query = FormFields.parse(rawQuery);
    Operation operation = operation(method, path, query);
    return new RequestTarget(operation, normalize(operation, path), query.asQuery());
  }

  /** The path as it was sent, not decoded; empty when the target has none. */
  public static String rawPath(String rawTarget) {
    return RequestPath.withoutAuthority(rawTarget);
  }

  private static Operation operation(String method, String path, FormFields query) {
    return switch (method) {
      case "GET" -> read(query);
      case "HELP" -> Operation.HELP;
      case "LIST" -> {
        asks(query, "list");
        yield Operation.LIST;
      }
      case "SCAN" -> {
        asks(query, "scan");
        yield Operation.SCAN;
      }
      case "POST", "PUT" -> Operation.WRITE;
      case "PATCH" -> Operation.PATCH;
      case "DELETE" -> Operation.DELETE;
      case "HEAD" -> {
        if (!path.equals(HEALTH) && !WELL_KNOWN.matcher(path).matches()) {
          throw new RefusedException(Refusal.of(ErrorCategory.UNSUPPORTED_OPERATION));
        }
        yield Operation.READ;
      }
      default -> throw new RefusedException(Refusal.of(ErrorCategory.UNSUPPORTED_OPERATION));
    };
  }

  private static Operation read(FormFields query) {
    boolean help = query.take("help").stream().anyMatch(value -> !value.isEmpty());
    if (help) {
      return Operation.HELP;
    }
    boolean list = asks(query, "list");
    boolean scan = asks(query, "scan");
    if (list && scan) {
      throw new RefusedException(Refusal.of(ErrorCategory.INVALID_REQUEST));
    }
    return list ? Operation.LIST : scan ? Operation.SCAN : Operation.READ;
  }

  private static boolean asks(FormFields query, String flag) {
    List<String> values = query.take(flag);
    if (values.isEmpty() || values.equals(List.of(""))) {
      return false;
    }
    if (values.size() > 1) {
      throw new RefusedException(Refusal.of(ErrorCategory.INVALID_REQUEST));
    }
    return GoBool.parse(values.get(0))
        .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCategory.INVALID_REQUEST)));
  }

  private static String normalize(Operation operation, String path) {
    return switch (operation) {
      case READ, HELP -> path;
      case LIST, SCAN -> path.endsWith("/") ? path : path + "/";
      case DELETE -> withoutToleratedSlash(path);
      case WRITE, PATCH -> {
        String settled = withoutToleratedSlash(path);
        if (settled.endsWith("/")) {
          throw RefusedException.invalid("cannot write to a path ending in '/'");
        }
        yield settled;
      }
    };
  }

  /** Removes a slash at the end: some clients write {@code sys/auth/azure/}. */
  private static String withoutToleratedSlash(String path) {
    boolean tolerated =
        path.endsWith("/")
            && TOLERANT.stream().anyMatch(p -> path.startsWith(p) && path.length() > p.length());
    return tolerated ? path.substring(0, path.length() - 1) : path;
  }
}
