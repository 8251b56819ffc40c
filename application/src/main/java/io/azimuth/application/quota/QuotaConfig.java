package io.azimuth.application.quota;

import io.azimuth.domain.quota.ExemptPaths;
import java.util.Objects;

/**
 * What all quotas have in common.
 *
 * @param exempt paths that no quota is about
 * @param audits whether refusals are recorded by audit devices
 * @param headers whether answers say how much of the quota is left
 */
public record QuotaConfig(ExemptPaths exempt, boolean audits, boolean headers) {

  /** Until somebody says otherwise. */
  public static final QuotaConfig STANDARD = new QuotaConfig(ExemptPaths.STANDARD, false, false);

  public QuotaConfig {
    Objects.requireNonNull(exempt, "exempt");
  }
}
