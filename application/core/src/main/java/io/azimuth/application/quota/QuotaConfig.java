package io.azimuth.application.quota;

import io.azimuth.domain.quota.ExemptPaths;
import java.util.List;
import java.util.Objects;

/**
 * What all quotas have in common.
 *
 * @param exempt paths that no quota is about
 * @param audits whether refusals are recorded by audit devices
 * @param headers whether answers say how much of the quota is left
 */
public record QuotaConfig(ExemptPaths exempt, boolean audits, boolean headers) {

  /** Until somebody says otherwise: what opens the server and watches it is exempt. */
  static final QuotaConfig STANDARD =
      new QuotaConfig(
          new ExemptPaths(
              List.of(
                  "sys/internal/ui/mounts",
                  "sys/generate-recovery-token/attempt",
                  "sys/generate-recovery-token/update",
                  "sys/generate-root/attempt",
                  "sys/generate-root/update",
                  "sys/health",
                  "sys/seal-status",
                  "sys/unseal")),
          false,
          false);

  public QuotaConfig {
    Objects.requireNonNull(exempt, "exempt");
  }
}
