package io.azimuth.application.quota;

import io.azimuth.domain.quota.ExemptPaths;
import java.util.List;

/**
 * The settings that all quotas share.
 *
 * @param exempt paths that no quota applies to
 * @param audits whether refusals are recorded by audit devices
 * @param headers whether answers show how much of the quota is left
 */
public record QuotaConfig(ExemptPaths exempt, boolean audits, boolean headers) {

  /** The defaults: paths for unsealing and monitoring are exempt. */
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
}
