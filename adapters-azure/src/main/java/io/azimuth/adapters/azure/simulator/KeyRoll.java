package io.azimuth.adapters.azure.simulator;

/**
 * How to change the signing key.
 *
 * @param publish whether the new key appears in the key sets; without it, tokens carry a key id
 *     that nobody can find
 * @param withdraw whether the keys published so far disappear
 */
public record KeyRoll(boolean publish, boolean withdraw) {

  /** The ordinary roll-over: the new key is published and used, the old one stays published. */
  public static KeyRoll ordinary() {
    return new KeyRoll(true, false);
  }

  /** The emergency: the old keys disappear at once. */
  public static KeyRoll withdrawing() {
    return new KeyRoll(true, true);
  }

  /** Tokens are signed with a key that is not published. */
  public static KeyRoll unpublished() {
    return new KeyRoll(false, false);
  }
}
