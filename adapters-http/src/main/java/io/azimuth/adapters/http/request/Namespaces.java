package io.azimuth.adapters.http.request;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;
import java.util.Set;

/** Refuses requests for other namespaces than the root: this server has no others. */
final class Namespaces {

  private static final Set<String> WITHOUT_NAMESPACE =
      Set.of(
          "sys/init",
          "sys/seal",
          "sys/unseal",
          "sys/seal-status",
          "sys/health",
          "sys/leader",
          "sys/step-down");

  private Namespaces() {}

  /**
   * The namespace without slashes at its ends. The root is the empty text, also when it is sent as
   * {@code root}.
   */
  static String trim(String namespace) {
    int start = 0;
    int end = namespace.length();
    while (start < end && namespace.charAt(start) == '/') {
      start++;
    }
    while (end > start && namespace.charAt(end - 1) == '/') {
      end--;
    }
    String trimmed = namespace.substring(start, end);
    return trimmed.equals("root") ? "" : trimmed;
  }

  static void check(String namespace, String path) {
    if (namespace.isEmpty()) {
      return;
    }
    if (isOfTheWholeServer(path)) {
      throw RefusedException.invalid("operation unavailable in namespaces");
    }
    throw new RefusedException(ErrorCategory.NOT_FOUND, "namespace not found");
  }

  private static boolean isOfTheWholeServer(String path) {
    return WITHOUT_NAMESPACE.contains(path)
        || path.startsWith("sys/generate-root/")
        || path.startsWith("sys/rekey/")
        || path.startsWith("sys/rekey-recovery-key/");
  }
}
