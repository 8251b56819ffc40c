package io.azimuth.domain.token.role.advice;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TokenTypeRule;
import java.util.List;
import java.util.Objects;

/**
 * What advice on the tokens of a role needs beside the role.
 *
 * @param lifetimes of tokens on the mount
 * @param tokenTypes which type of token the mount issues
 * @param missingPolicies those policies of the role that do not exist
 */
public record TokenFacts(
    SystemLifetimes lifetimes, TokenTypeRule tokenTypes, List<String> missingPolicies) {

  public TokenFacts {
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(tokenTypes, "tokenTypes");
    missingPolicies = List.copyOf(missingPolicies);
  }
}
