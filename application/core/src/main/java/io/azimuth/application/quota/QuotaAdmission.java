package io.azimuth.application.quota;

import io.azimuth.domain.quota.QuotaVerdict;
import java.util.Objects;

/**
 * What a quota said to a request.
 *
 * @param verdict of the quota
 * @param audited whether a refusal is to be recorded
 * @param shown whether the answer is to say it
 */
public record QuotaAdmission(QuotaVerdict verdict, boolean audited, boolean shown) {

  public QuotaAdmission {
    Objects.requireNonNull(verdict, "verdict");
  }
}
