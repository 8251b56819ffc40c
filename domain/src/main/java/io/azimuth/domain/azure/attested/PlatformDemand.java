package io.azimuth.domain.azure.attested;

import java.util.Arrays;
import java.util.Optional;

/** What a role asks an attestation to show of the platform of a machine. */
public enum PlatformDemand {
  /** Nothing in particular: that the machine is attested at all. */
  ANY("any"),
  /** A confidential machine whose isolation Azure found to be as it should be. */
  CONFIDENTIAL_VM("confidential_vm"),
  /** It started with secure boot. */
  SECURE_BOOT("secure_boot"),
  /** Nothing of it can be debugged. */
  NO_DEBUG("no_debug");

  private final String wireName;

  PlatformDemand(String word) {
    this.wireName = word;
  }

  /** The demand of that name in the API. */
  public static Optional<PlatformDemand> parse(String text) {
    return Arrays.stream(values()).filter(demand -> demand.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }
}
