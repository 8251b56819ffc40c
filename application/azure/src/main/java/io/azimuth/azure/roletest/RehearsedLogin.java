package io.azimuth.azure.roletest;

import java.util.List;
import java.util.Optional;

/**
 * How a login ended.
 *
 * @param verdict how
 * @param failed the checks that failed
 * @param sentences why there were none
 * @param token what was granted
 */
record RehearsedLogin(
    LoginVerdict verdict,
    List<FailedCheck> failed,
    List<String> sentences,
    Optional<GrantedToken> token) {

  RehearsedLogin {
    failed = List.copyOf(failed);
    sentences = List.copyOf(sentences);
  }

  /** A login that gets a token. */
  static RehearsedLogin granted(GrantedToken token) {
    return new RehearsedLogin(LoginVerdict.GRANTED, List.of(), List.of(), Optional.of(token));
  }

  /** A login whose checks failed. */
  static RehearsedLogin refused(List<FailedCheck> failed) {
    return new RehearsedLogin(LoginVerdict.REFUSED, failed, List.of(), Optional.empty());
  }

  /** A login without checks. */
  static RehearsedLogin without(LoginVerdict verdict, List<String> why) {
    return new RehearsedLogin(verdict, List.of(), why, Optional.empty());
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
