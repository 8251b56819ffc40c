package io.azimuth.domain.rotation;

/** What a rotation replaces. */
public enum RotatedKind {
  /** A client secret, whose text the directory makes. */
  PASSWORD("password"),
  /** A client certificate with a key pair that the server makes. */
  CERTIFICATE("certificate");

  private final String noun;

  RotatedKind(String noun) {
    this.noun = noun;
  }

  /** The word for it in sentences for the operator. */
  public String noun() {
    return noun;
  }
}
