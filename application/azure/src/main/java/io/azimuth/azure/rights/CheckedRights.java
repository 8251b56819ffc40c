package io.azimuth.azure.rights;

import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsReport;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The rights that a mount needs, compared with Azure's answers about them.
 *
 * @param report empty when Azure was not asked, or has not answered
 */
public record CheckedRights(NeededRights needed, Optional<RightsReport> report) {

  /** Azure was not asked. */
  public static CheckedRights unchecked(NeededRights needed) {
    return new CheckedRights(needed, Optional.empty());
  }

  /** Compared with what Azure has answered by now. */
  public static CheckedRights now(NeededRights needed, CompletableFuture<RightsReport> answer) {
    return new CheckedRights(
        needed, answer.isDone() ? Optional.of(answer.join()) : Optional.empty());
  }

  /** As an answer shows them. */
  public Value.Obj view() {
    return report.map(it -> RightsView.of(needed, it)).orElseGet(() -> RightsView.of(needed));
  }

  /** What the operator should do about them. */
  public List<String> advice() {
    return report.map(RightsAdvice::on).orElse(List.of());
  }
}
