package io.azimuth.azure.login.facts;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.util.Objects;
import java.util.Optional;

/**
 * What follows from the answer of Azure for a resource.
 *
 * @param result the outcome of the login, or what else follows
 * @param isRefusal whether a login or a renewal is refused by it
 * @param answer the answer of Azure; empty when Azure was not asked
 * @param <R> the type of the result
 */
record LookupOutcome<R>(
    R result, boolean isRefusal, Optional<CachedAnswer<DirectoryAnswer>> answer) {

  LookupOutcome {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(answer, "answer");
  }

  /** A cached answer may be outdated: no login is refused by it without another call. */
  boolean isOutdatedRefusal() {
    return isRefusal && answer.filter(it -> it.source() == CachedAnswer.Source.CACHED).isPresent();
  }

  /** A list may differ from a read of the machine: no login is refused by a list alone. */
  boolean isListedRefusal() {
    return isRefusal && answer.filter(CachedAnswer::listed).isPresent();
  }
}
