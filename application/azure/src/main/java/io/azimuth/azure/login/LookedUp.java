package io.azimuth.azure.login;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a login that needs the facts of a resource, and the answer that it rests on.
 *
 * @param outcome the outcome
 * @param answer the answer of Azure; empty when Azure was not asked
 */
record LookedUp(LoginOutcome outcome, Optional<CachedAnswer<DirectoryAnswer>> answer) {

  LookedUp {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(answer, "answer");
  }

  /** An outcome for which Azure was not asked. */
  static LookedUp unasked(LoginOutcome outcome) {
    return new LookedUp(outcome, Optional.empty());
  }

  /** A cached answer may be outdated: no login is refused because of it without another call. */
  boolean isOutdatedRefusal() {
    return outcome instanceof LoginOutcome.Refused
        && answer.filter(it -> it.source() == CachedAnswer.Source.CACHED).isPresent();
  }

  /** A list may tell what a read of the machine does not: no login is refused by a list alone. */
  boolean isListedRefusal() {
    return outcome instanceof LoginOutcome.Refused
        && answer.filter(CachedAnswer::listed).isPresent();
  }
}
