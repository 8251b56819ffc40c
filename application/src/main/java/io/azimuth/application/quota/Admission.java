package io.azimuth.application.quota;

import io.azimuth.domain.quota.Verdict;
import java.util.Objects;

/**
 * What a quota said to a request.
 *
 * @param verdict of the quota
 * @param audited whether a refusal is to be recorded
 * @param shown whether the answer is to say it
 */
public record Admission(Verdict verdict, boolean audited, boolean shown) {

  public Admission {
    Objects.requireNonNull(verdict, "verdict");
  }
}
