package io.azimuth.domain.token.role.advice;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Collects the findings on one role.
 *
 * @param <R> the type of the role
 * @param <B> the type of its builder
 */
public final class RoleFindings<R extends AuthRole, B extends AuthRoleBuilder> {

  private final Supplier<B> toBuilder;
  private final Function<B, R> build;
  private final List<RoleFinding<R>> all = new ArrayList<>();

  /**
   * No findings.
   *
   * @param toBuilder a builder that begins with the role
   * @param build builds the role of such a builder
   */
  public RoleFindings(Supplier<B> toBuilder, Function<B, R> build) {
    this.toBuilder = Objects.requireNonNull(toBuilder, "toBuilder");
    this.build = Objects.requireNonNull(build, "build");
  }

  /** Adds a finding whose remedy only the author of the role knows. */
  public void add(AdviceName code, List<String> fields, String sentence) {
    all.add(new RoleFinding<>(code, fields, sentence, Optional.empty()));
  }

  /** Adds a finding with the change that ends it. */
  public void add(
      AdviceName code, List<String> fields, String sentence, Consumer<? super B> change) {
    B changed = toBuilder.get();
    change.accept(changed);
    all.add(new RoleFinding<>(code, fields, sentence, Optional.of(build.apply(changed))));
  }

  /** All of them: warnings first, else in the order in which they were added. */
  public List<RoleFinding<R>> all() {
    return all.stream().sorted(Comparator.comparing(finding -> finding.code().severity())).toList();
  }
}
