package io.azimuth.domain.login;

import java.util.Objects;

/**
 * A reason of a refusal in words.
 *
 * @param code the stable code
 * @param sentence what happened, for the caller, without any value
 * @param hint what the operator may change, for the operator alone
 */
public record DenialWords(String code, String sentence, String hint) {

  public DenialWords {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(sentence, "sentence");
    Objects.requireNonNull(hint, "hint");
  }
}
