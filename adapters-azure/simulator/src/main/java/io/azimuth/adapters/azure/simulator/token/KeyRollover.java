package io.azimuth.adapters.azure.simulator.token;

/**
 * How to change the signing key.
 *
 * @param publish whether the new key appears in the key sets; without it, tokens carry a key id
 *     that is in no key set
 * @param withdraw whether the keys published so far disappear
 */
public record KeyRollover(boolean publish, boolean withdraw) {

  /** The ordinary roll-over: the new key is published and used, the old one stays published. */
  public static KeyRollover ordinary() {
    return new KeyRollover(true, false);
  }

  /** The emergency: the old keys disappear at once. */
  public static KeyRollover withdrawing() {
    return new KeyRollover(true, true);
  }

  /** Tokens are signed with a key that is not published. */
  public static KeyRollover unpublished() {
    return new KeyRollover(false, false);
  }
}
