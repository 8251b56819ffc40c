package io.azimuth.spi.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The {@code token_…} parameters, which every role of an auth method has in Vault's API. */
public final class TokenParameters {

  /** {@code token_ttl}. */
  public static final TokenParameter<Duration> TTL =
      lifetime(
          "token_ttl", "how long a token lives", TokenSettingsBuilder::ttl, LifetimeSettings::ttl);

  /** {@code token_max_ttl}. */
  public static final TokenParameter<Duration> MAX_TTL =
      lifetime(
          "token_max_ttl",
          "how long it lives with renewals",
          TokenSettingsBuilder::maxTtl,
          LifetimeSettings::maxTtl);

  /** {@code token_explicit_max_ttl}. */
  public static final TokenParameter<Duration> EXPLICIT_MAX_TTL =
      lifetime(
          "token_explicit_max_ttl",
          "the same, at its issue",
          TokenSettingsBuilder::explicitMaxTtl,
          LifetimeSettings::explicitMaxTtl);

  /** {@code token_period}. */
  public static final TokenParameter<Duration> PERIOD =
      lifetime(
          "token_period",
          "what each renewal gives",
          TokenSettingsBuilder::period,
          LifetimeSettings::period);

  /** {@code token_policies}. */
  public static final TokenParameter<List<String>> POLICIES =
      new TokenParameter<>(
          Field.commaList("token_policies", "the policies of a token"),
          TokenSettingsBuilder::policies,
          TokenSettings::policies);

  /** {@code token_bound_cidrs}. */
  public static final TokenParameter<List<String>> BOUND_CIDRS =
      new TokenParameter<>(
          Field.commaList("token_bound_cidrs", "where logins and uses may come from"),
          TokenSettingsBuilder::boundCidrs,
          it -> it.boundCidrs().stream().map(Cidr::toString).toList());

  /** {@code token_no_default_policy}. */
  public static final TokenParameter<Boolean> NO_DEFAULT_POLICY =
      new TokenParameter<>(
          Field.flag("token_no_default_policy", false, "leave the default policy out"),
          TokenSettingsBuilder::noDefaultPolicy,
          TokenSettings::noDefaultPolicy);

  /** {@code token_num_uses}. */
  public static final TokenParameter<Integer> NUM_USES =
      new TokenParameter<>(
          Field.number("token_num_uses", 0, "how often a token can be used"),
          TokenSettingsBuilder::numUses,
          TokenSettings::numUses);

  /** {@code token_type}. */
  public static final TokenParameter<String> TYPE =
      new TokenParameter<>(
          Field.text("token_type", "default, service or batch"),
          TokenSettingsBuilder::type,
          it -> it.type().wireName());

  /** {@code bind_token}. */
  public static final TokenParameter<String> BINDING =
      new TokenParameter<>(
          Field.text(
              "bind_token",
              "whether tokens are bound to the certificate of the login: off, if_possible or"
                  + " required"),
          TokenSettingsBuilder::binding,
          it -> it.binding().wireName());

  /** All of them, in the order of the help. */
  public static final List<TokenParameter<?>> ALL =
      List.of(
          TTL,
          MAX_TTL,
          EXPLICIT_MAX_TTL,
          PERIOD,
          POLICIES,
          BOUND_CIDRS,
          NO_DEFAULT_POLICY,
          NUM_USES,
          TYPE,
          BINDING);

  private TokenParameters() {}

  private static TokenParameter<Duration> lifetime(
      String name,
      String help,
      BiConsumer<TokenSettingsBuilder, Duration> setting,
      Function<LifetimeSettings, Duration> lifetime) {
    return new TokenParameter<>(
        Field.signedDuration(name, Duration.ZERO, help),
        setting,
        settings -> lifetime.apply(settings.lifetimes()));
  }
}
