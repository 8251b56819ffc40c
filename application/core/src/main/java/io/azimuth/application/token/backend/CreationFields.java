package io.azimuth.application.token.backend;

import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters that create a token. */
final class CreationFields {

  private static final int MAX_DISPLAY_NAME = 256;

  static final Field<List<String>> POLICIES =
      Field.commaList("policies", "the policies of the token; those of its parent when not sent");
  static final Field<Map<String, String>> META = Field.pairs("meta", "texts kept with the token");
  static final Field<Boolean> NO_PARENT =
      Field.flag("no_parent", false, "make it an orphan, which outlives its creator; needs sudo");
  static final Field<Boolean> NO_DEFAULT_POLICY =
      Field.flag("no_default_policy", false, "leave the default policy out");
  static final Field<Boolean> RENEWABLE =
      Field.flag("renewable", true, "whether it can be renewed");
  static final Field<Duration> TTL =
      Field.signedDuration("ttl", Duration.ZERO, "how long it lives");
  static final Field<Duration> LEASE =
      Field.signedDuration("lease", Duration.ZERO, "the old name of ttl").oldNameOf(TTL);
  static final Field<Duration> EXPLICIT_MAX_TTL =
      Field.duration("explicit_max_ttl", Duration.ZERO, "how long it lives with all renewals");
  static final Field<Duration> PERIOD =
      Field.duration("period", Duration.ZERO, "what each renewal gives; needs sudo");
  static final Field<String> DISPLAY_NAME = Field.text("display_name", "what logs call the token");
  static final Field<String> TYPE = Field.text("type", "service or batch");
  static final Field<String> ID = Field.text("id", "a token of the caller's choice; needs sudo");
  static final Field<Integer> NUM_USES =
      Field.number("num_uses", 0, "how often it can be used; 0 is unlimited");
  static final Field<String> ENTITY_ALIAS =
      Field.text("entity_alias", "the entity that it stands for, as its role admits");

  static final List<Field<?>> ALL =
      List.of(
          POLICIES,
          META,
          NO_PARENT,
          NO_DEFAULT_POLICY,
          RENEWABLE,
          TTL,
          LEASE,
          EXPLICIT_MAX_TTL,
          PERIOD,
          DISPLAY_NAME,
          TYPE,
          ID,
          NUM_USES,
          ENTITY_ALIAS);

  private CreationFields() {}

  /** The type in the request, if there is one. */
  static Optional<TokenType> type(Fields fields) {
    return switch (fields.value(TYPE)) {
      case "" -> Optional.empty();
      case "service" -> Optional.of(TokenType.SERVICE);
      case "batch" -> Optional.of(TokenType.BATCH);
      default -> throw RefusedException.invalid("invalid 'token_type' value");
    };
  }

  static Duration ttl(Fields fields) {
    Duration asked = fields.value(TTL);
    Duration ttl = asked.isZero() ? fields.value(LEASE) : asked;
    if (ttl.isNegative()) {
      throw RefusedException.invalid("ttl must be positive");
    }
    return ttl;
  }

  static String displayName(Fields fields) {
    String name = fields.value(DISPLAY_NAME);
    if (name.length() > MAX_DISPLAY_NAME) {
      throw RefusedException.invalid("display_name has at most 256 characters");
    }
    String full = name.isEmpty() ? "token" : "token-" + name;
    return full.replaceAll("[^A-Za-z0-9-]", "-").replaceAll("-+$", "");
  }
}
