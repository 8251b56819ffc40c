package io.azimuth.azure.role;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Optional;

/**
 * Refuses parameters that look like a restriction of the role and are unknown. Other endpoints
 * ignore unknown parameters; here a misspelt {@code bound_location} would leave a role that admits
 * more than its author intends, and the 204 would not show it.
 */
final class UnknownFieldGuard {

  private static final List<String> PREFIXES = List.of("bound_", "token_");

  private static final int MAX_NAMED = 16;

  private UnknownFieldGuard() {}

  static void refuse(Fields fields) {
    List<String> problems =
        fields.unknown().stream()
            .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
            .limit(MAX_NAMED)
            .map(name -> "unknown parameter " + Quoted.of(name))
            .toList();
    if (!problems.isEmpty()) {
      throw new RefusedException(
          new Refusal(ErrorCategory.INVALID_REQUEST, problems, Optional.empty(), Optional.empty()));
    }
  }
}
