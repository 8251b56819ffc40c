package io.azimuth.azure.roletest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file expects of a login; what is empty is not compared.
 *
 * @param verdict how it ends
 * @param reasons codes of reasons, each of which a refusal has among others
 * @param checks codes of checks, each of which has failed
 * @param token what is expected of the token of a granted login
 * @param paths what the token may do
 */
record LoginExpectation(
    LoginVerdict verdict,
    List<String> reasons,
    List<String> checks,
    Token token,
    List<PathExpectation> paths) {

  LoginExpectation {
    reasons = List.copyOf(reasons);
    checks = List.copyOf(checks);
    paths = List.copyOf(paths);
  }

  /**
   * What is expected of a token.
   *
   * @param policies all its policies, in any order
   * @param metadata members that its metadata has, among others
   * @param alias the name of the alias of its entity
   * @param ttl how long it lives
   * @param type service or batch
   * @param boundTo {@code certificate} or {@code nothing}
   */
  record Token(
      Optional<List<String>> policies,
      Map<String, String> metadata,
      Optional<String> alias,
      Optional<Duration> ttl,
      Optional<String> type,
      Optional<String> boundTo) {

    Token {
      metadata = Map.copyOf(metadata);
    }
  }
}
