package io.azimuth.domain.token.role.advice;

import io.azimuth.domain.token.role.AuthRole;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that the linter found.
 *
 * @param code what it is
 * @param fields the parameters that it is about
 * @param sentence what it means, for the author of the role
 * @param change the role as it should be; empty where only its author can know
 * @param <R> the type of the role
 */
public record RoleFinding<R extends AuthRole>(
    AdviceName code, List<String> fields, String sentence, Optional<R> change) {

  public RoleFinding {
    Objects.requireNonNull(code, "code");
    fields = List.copyOf(fields);
    Objects.requireNonNull(sentence, "sentence");
    Objects.requireNonNull(change, "change");
  }
}
