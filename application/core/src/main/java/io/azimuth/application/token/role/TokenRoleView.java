package io.azimuth.application.token.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.role.DeprecatedParameter;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.domain.token.role.TokenRoleSettings;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;

/** A token role in the form of a read, and in its stored form. */
final class TokenRoleView {

  private TokenRoleView() {}

  /** The form of a read. */
  static Value.Obj of(TokenRole role) {
    Value.Builder data = settings(role).put("name", role.name().value());
    TokenRoleSettings tokens = role.tokens();
    boolean oldPeriod = role.deprecated().contains(DeprecatedParameter.PERIOD);
    boolean oldMax = role.deprecated().contains(DeprecatedParameter.EXPLICIT_MAX_TTL);
    put(data, TokenRoleFields.TOKEN_PERIOD.name(), tokens.period());
    put(data, TokenRoleFields.PERIOD.name(), oldPeriod ? tokens.period() : Duration.ZERO);
    put(data, TokenRoleFields.TOKEN_EXPLICIT_MAX_TTL.name(), tokens.explicitMaxTtl());
    put(
        data,
        TokenRoleFields.EXPLICIT_MAX_TTL.name(),
        oldMax ? tokens.explicitMaxTtl() : Duration.ZERO);
    if (!tokens.boundCidrs().isEmpty()) {
      data.put(TokenRoleFields.TOKEN_BOUND_CIDRS.name(), cidrs(tokens));
      if (role.deprecated().contains(DeprecatedParameter.BOUND_CIDRS)) {
        data.put(TokenRoleFields.BOUND_CIDRS.name(), cidrs(tokens));
      }
    }
    if (tokens.numUses() > 0) {
      data.put(TokenRoleFields.NUM_USES.name(), tokens.numUses());
    }
    return data.build();
  }

  /** The stored form: each parameter under the name that it was last set with. */
  static Value.Obj stored(TokenRole role) {
    TokenRoleSettings tokens = role.tokens();
    Value.Builder data = settings(role).put(TokenRoleFields.NUM_USES.name(), tokens.numUses());
    boolean oldPeriod = role.deprecated().contains(DeprecatedParameter.PERIOD);
    boolean oldMax = role.deprecated().contains(DeprecatedParameter.EXPLICIT_MAX_TTL);
    boolean oldCidrs = role.deprecated().contains(DeprecatedParameter.BOUND_CIDRS);
    put(
        data,
        (oldPeriod ? TokenRoleFields.PERIOD : TokenRoleFields.TOKEN_PERIOD).name(),
        tokens.period());
    put(
        data,
        (oldMax ? TokenRoleFields.EXPLICIT_MAX_TTL : TokenRoleFields.TOKEN_EXPLICIT_MAX_TTL).name(),
        tokens.explicitMaxTtl());
    data.put(
        (oldCidrs ? TokenRoleFields.BOUND_CIDRS : TokenRoleFields.TOKEN_BOUND_CIDRS).name(),
        cidrs(tokens));
    return data.build();
  }

  private static Value.Builder settings(TokenRole role) {
    TokenRoleSettings tokens = role.tokens();
    return Value.Obj.builder()
        .put(TokenRoleFields.ALLOWED.name(), role.policies().allowed())
        .put(TokenRoleFields.DISALLOWED.name(), role.policies().disallowed())
        .put(TokenRoleFields.ALLOWED_GLOB.name(), role.policies().allowedGlob())
        .put(TokenRoleFields.DISALLOWED_GLOB.name(), role.policies().disallowedGlob())
        .put(TokenRoleFields.ORPHAN.name(), tokens.orphan())
        .put(TokenRoleFields.RENEWABLE.name(), tokens.renewable())
        .put(TokenRoleFields.PATH_SUFFIX.name(), role.pathSuffix())
        .put(TokenRoleFields.ENTITY_ALIASES.name(), role.entityAliases())
        .put(TokenRoleFields.NO_DEFAULT_POLICY.name(), tokens.noDefaultPolicy())
        .put(TokenRoleFields.TYPE.name(), tokens.type().wireName());
  }

  private static void put(Value.Builder data, String name, Duration duration) {
    data.put(name, duration.toSeconds());
  }

  private static List<String> cidrs(TokenRoleSettings tokens) {
    return tokens.boundCidrs().stream().map(Cidr::toString).toList();
  }
}
