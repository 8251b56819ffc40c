package io.azimuth.bootstrap.command.doctor;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.StoreFinding;
import java.util.Optional;

/**
 * The result of one check.
 *
 * @param verdict how it ended
 * @param check the name of the check
 * @param advice what to do; empty if nothing
 */
record Finding(Verdict verdict, String check, String found, String advice) {

  static Finding ok(String check, String found) {
    return new Finding(Verdict.OK, check, found, "");
  }

  static Finding note(String check, String found, String advice) {
    return new Finding(Verdict.NOTE, check, found, advice);
  }

  static Finding skipped(String check, String why, String advice) {
    return new Finding(Verdict.SKIP, check, why, advice);
  }

  static Finding warning(String check, String found, String advice) {
    return new Finding(Verdict.WARN, check, found, advice);
  }

  static Finding failure(String check, String found, String advice) {
    return new Finding(Verdict.FAIL, check, found, advice);
  }

  /**
   * The same as a note with the reason, where operators have acknowledged the advice. A failure
   * stays one.
   *
   * @param reason why the advice is not followed; empty if it counts
   */
  Finding acknowledged(Optional<String> reason) {
    return reason
        .filter(why -> verdict == Verdict.WARN)
        .map(why -> note(check, found + "; acknowledged: " + why, ""))
        .orElse(this);
  }

  /** What an engine found at its store. */
  static Finding of(StoreFinding store) {
    Verdict verdict =
        switch (store.grade()) {
          case GOOD -> Verdict.OK;
          case NOTE -> Verdict.NOTE;
          case WARNING -> Verdict.WARN;
          case FAILURE -> Verdict.FAIL;
        };
    return new Finding(verdict, store.subject(), store.found(), store.advice());
  }

  Value value() {
    return Value.Obj.builder()
        .put("verdict", verdict.text())
        .put("check", check)
        .put("found", found)
        .put("advice", advice)
        .build();
  }
}
