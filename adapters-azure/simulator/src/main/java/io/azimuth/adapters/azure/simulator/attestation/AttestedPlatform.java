package io.azimuth.adapters.azure.simulator.attestation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a machine can prove about itself. */
public enum AttestedPlatform {
  /** A confidential machine on AMD SEV-SNP. */
  SEV_SNP("sevsnpvm"),
  /** A confidential machine on Intel TDX. */
  TDX("tdxvm"),
  /** A machine with a virtual TPM and without isolation. */
  TRUSTED_LAUNCH(""),
  /** A machine without a virtual TPM: it cannot be attested. */
  NONE("");

  private final String isolation;

  AttestedPlatform(String isolation) {
    this.isolation = isolation;
  }

  /** The attestation type of the isolation, for confidential machines. */
  Optional<String> isolation() {
    return Optional.of(isolation).filter(it -> !it.isEmpty());
  }

  /** The name in steering requests, in lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
