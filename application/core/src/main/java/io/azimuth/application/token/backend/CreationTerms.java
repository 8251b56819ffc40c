package io.azimuth.application.token.backend;

import io.azimuth.domain.token.BatchLimits;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.domain.token.role.TokenRoleSettings;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The type, uses and limits of a new token, from its request and its role. Of two limits the lesser
 * is used.
 *
 * @param type of the token
 * @param numUses how often it can be used; 0 is unlimited
 * @param explicitMaxTtl the longest lifetime; zero is no such limit
 * @param period the lifetime after each renewal; zero when the token is not periodic
 * @param renewable whether it can be renewed
 * @param warnings about limits that request and role both set
 */
record CreationTerms(
    TokenType type,
    int numUses,
    Duration explicitMaxTtl,
    Duration period,
    boolean renewable,
    List<String> warnings) {

  CreationTerms {
    warnings = List.copyOf(warnings);
  }

  /**
   * Merges the request and the role.
   *
   * @throws RefusedException when such a token is not allowed
   */
  static CreationTerms of(Fields fields, Optional<TokenRole> role) {
    Optional<TokenRoleSettings> limits = role.map(TokenRole::tokens);
    TokenType type =
        limits
            .map(TokenRoleSettings::type)
            .orElse(TokenTypeRule.DEFAULT_SERVICE)
            .choose(CreationFields.type(fields));
    List<String> warnings = new ArrayList<>();
    Duration explicitMax =
        lesser(
            "Explicit max TTL",
            fields.value(CreationFields.EXPLICIT_MAX_TTL),
            limits.map(TokenRoleSettings::explicitMaxTtl).orElse(Duration.ZERO),
            warnings);
    Duration period =
        lesser(
            "Period",
            fields.value(CreationFields.PERIOD),
            limits.map(TokenRoleSettings::period).orElse(Duration.ZERO),
            warnings);
    int asked = fields.value(CreationFields.NUM_USES);
    int numUses = lesser(asked, limits.map(TokenRoleSettings::numUses).orElse(0));
    check(
        type,
        new LifetimeSettings(Duration.ZERO, Duration.ZERO, explicitMax, period),
        asked,
        numUses);
    boolean renewable =
        type == TokenType.SERVICE
            && fields.value(CreationFields.RENEWABLE)
            && limits.map(TokenRoleSettings::renewable).orElse(true);
    return new CreationTerms(type, numUses, explicitMax, period, renewable, warnings);
  }

  private static void check(TokenType type, LifetimeSettings lifetimes, int asked, int numUses) {
    if (type == TokenType.BATCH) {
      BatchLimits.problem(lifetimes, asked < 0 ? asked : numUses)
          .ifPresent(
              problem -> {
                throw RefusedException.invalid(problem);
              });
    }
    if (asked < 0) {
      throw RefusedException.invalid("number of uses cannot be negative");
    }
  }

  private static int lesser(int asked, int ofRole) {
    if (asked == 0 || ofRole == 0) {
      return Math.max(asked, ofRole);
    }
    return Math.min(asked, ofRole);
  }

  private static Duration lesser(
      String what, Duration asked, Duration ofRole, List<String> warnings) {
    if (asked.isZero() || ofRole.isZero()) {
      return asked.plus(ofRole);
    }
    Duration lesser = asked.compareTo(ofRole) < 0 ? asked : ofRole;
    warnings.add(
        what
            + " specified both during creation call and in role; using the lesser value of "
            + lesser.toSeconds()
            + " seconds");
    return lesser;
  }
}
