package io.azimuth.azure.status;

import io.azimuth.spi.api.Value;
import java.util.Objects;
import java.util.Optional;

/**
 * A piece of advice on a mount.
 *
 * @param code of a choice that works, which operators can acknowledge; empty for all else
 * @param sentence what to do
 */
record ConfigAdvice(Optional<ConfigAdviceCode> code, String sentence) {

  ConfigAdvice {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(sentence, "sentence");
  }

  /** Advice without a code. */
  static ConfigAdvice of(String sentence) {
    return new ConfigAdvice(Optional.empty(), sentence);
  }

  static ConfigAdvice of(ConfigAdviceCode code, String sentence) {
    return new ConfigAdvice(Optional.of(code), sentence);
  }

  /** As an answer shows it; empty without a code. */
  Optional<Value> coded() {
    return code.map(
        it -> Value.Obj.builder().put("code", it.code()).put("sentence", sentence).build());
  }
}
