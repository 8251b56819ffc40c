package io.azimuth.spi.route;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.BatchLimits;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenTypeSetting;
import io.azimuth.spi.api.RefusedException;

/** The type of token that a login returns. */
public final class LoginTokenType {

  private LoginTokenType() {}

  /**
   * The result of the settings of mount and role together.
   *
   * @throws RefusedException when the mount makes batch tokens of a role with a setting that they
   *     cannot have
   */
  public static TokenType of(Mount mount, TokenSettings settings) {
    TokenType type = chosen(mount, settings);
    if (type == TokenType.BATCH && settings.type() != TokenTypeSetting.BATCH) {
      BatchLimits.problem(settings.lifetimes(), settings.numUses())
          .ifPresent(
              problem -> {
                throw RefusedException.invalid(problem);
              });
    }
    return type;
  }

  /** The same, whether there can be such a token or not. */
  public static TokenType chosen(Mount mount, TokenSettings settings) {
    return rule(mount).choose(settings.type().asked());
  }

  /** The setting of the mount. */
  public static TokenTypeRule rule(Mount mount) {
    return TokenTypeRule.parse(mount.settings().tokenType()).orElse(TokenTypeRule.DEFAULT_SERVICE);
  }
}
