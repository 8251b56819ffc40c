package io.azimuth.adapters.azure.simulator.attestation;

import java.util.Objects;

/**
 * The state of a machine's platform.
 *
 * @param debuggersDisabled whether neither kernel nor boot loader nor hypervisor can be debugged
 * @param policyHash of the policy that judges it
 */
public record PlatformState(
    AttestedPlatform platform, boolean secureBoot, boolean debuggersDisabled, String policyHash) {

  /** That of the policy which an instance has at first. */
  public static final String DEFAULT_POLICY_HASH = "wm9mHlvTU82e8UqoOy1Yj1FBRSNkfe99-69IYDq9eWs";

  public PlatformState {
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(policyHash, "policyHash");
  }

  /** As it should be: secure boot, no debuggers, the default policy. */
  public static PlatformState sound(AttestedPlatform platform) {
    return new PlatformState(platform, true, true, DEFAULT_POLICY_HASH);
  }

  public PlatformState secureBoot(boolean on) {
    return new PlatformState(platform, on, debuggersDisabled, policyHash);
  }

  public PlatformState debuggersDisabled(boolean disabled) {
    return new PlatformState(platform, secureBoot, disabled, policyHash);
  }

  public PlatformState policyHash(String other) {
    return new PlatformState(platform, secureBoot, debuggersDisabled, other);
  }
}
