package io.azimuth.domain.approle;

import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.domain.text.Checked;

/**
 * The id by which a login names its role. It is no secret, but a generated one cannot be guessed.
 *
 * @param value 1 to 512 bytes without control characters, because the alias of a login has this
 *     name; without white space at its ends, which a login does not send
 */
public record RoleId(String value) {

  public RoleId {
    if (!isGood(value)) {
      throw new IllegalArgumentException("a role id has 1 to 512 bytes, no control characters");
    }
  }

  /** The id, or why the text cannot be one. */
  public static Checked<RoleId> parse(String text) {
    return isGood(text)
        ? Checked.of(new RoleId(text))
        : Checked.problem(
            "invalid role_id supplied: it has 1 to 512 bytes, none of them a control character,"
                + " and no white space at its ends");
  }

  private static boolean isGood(String text) {
    return IdentityRules.name(text).isGood() && text.strip().equals(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
