package io.azimuth.azure.roletest;

import java.util.List;
import java.util.Optional;

/**
 * How a login ended.
 *
 * @param sentences why there were none
 */
record RoleTestLogin(
    LoginVerdict verdict,
    List<FailedCheck> failed,
    List<String> sentences,
    Optional<GrantedToken> token) {

  RoleTestLogin {
    failed = List.copyOf(failed);
    sentences = List.copyOf(sentences);
  }

  static RoleTestLogin granted(GrantedToken token) {
    return new RoleTestLogin(LoginVerdict.GRANTED, List.of(), List.of(), Optional.of(token));
  }

  static RoleTestLogin refused(List<FailedCheck> failed) {
    return new RoleTestLogin(LoginVerdict.REFUSED, failed, List.of(), Optional.empty());
  }

  /** A login without checks. */
  static RoleTestLogin without(LoginVerdict verdict, List<String> why) {
    return new RoleTestLogin(verdict, List.of(), why, Optional.empty());
  }

  /** How it ended, with the codes of what failed. */
  String summary() {
    if (failed.isEmpty()) {
      return sentences.isEmpty()
          ? verdict.word()
          : verdict.word() + ": " + String.join("; ", sentences);
    }
    List<String> codes =
        failed.stream().map(it -> it.reason() + " (" + it.check() + ")").distinct().toList();
    return verdict.word() + ": " + String.join(", ", codes);
  }
}
