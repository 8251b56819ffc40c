package io.azimuth.domain.azure.watch;

import java.util.Locale;

/** Why the tokens of a machine are revoked. */
public enum GoneReason {
  MACHINE_GONE("machine is gone"),
  IDENTITY_REMOVED("identity was removed from the machine");

  private final String sentence;

  GoneReason(String sentence) {
    this.sentence = sentence;
  }

  /** For the audit record. */
  public String sentence() {
    return sentence;
  }

  /** The code in metrics and in the status. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
