package io.azimuth.spi.role;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.LoginTokenType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The token that a login would give, for a dry run of the login. */
public final class TokenPreview {

  /** What {@link #of} shows. */
  public static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.texts("policies", "the policies of the token"),
          AnswerField.seconds("ttl", "how long it would be valid"),
          AnswerField.seconds("max_ttl", "how long it could be renewed"),
          AnswerField.flag("renewable", "whether it could be renewed"),
          AnswerField.text("type", "service or batch"),
          AnswerField.text("alias", "the name of its holder in the auth method"),
          AnswerField.pairs("metadata", "what would be known of its holder"));

  private TokenPreview() {}

  /**
   * The token of these settings, as a dry run shows it.
   *
   * @param mount the mount of the login
   * @param system the lifetimes of tokens on a mount without its own
   * @param settings the token settings of the role
   * @param now when the login would give it
   * @param alias the name of the alias
   * @param metadata the metadata of the token
   */
  public static Value.Obj of(
      Mount mount,
      SystemLifetimes system,
      TokenSettings settings,
      Instant now,
      String alias,
      Map<String, String> metadata) {
    SystemLifetimes of = system.of(mount);
    long ttl =
        TimeToLive.compute(
                TimeToLiveRequest.atIssue(settings.lifetimes(), of.defaultTtl(), of.maxTtl(), now))
            .map(TimeToLive::ttl)
            .value()
            .map(Duration::toSeconds)
            .orElse(0L);
    long max = settings.lifetimes().maxTtl().toSeconds();
    String type = LoginTokenType.chosen(mount, settings).name().toLowerCase(Locale.ROOT);
    return Value.Obj.builder()
        .put("policies", TokenPolicies.ofLogin(settings.policies(), settings.noDefaultPolicy()))
        .put("ttl", ttl)
        .put("max_ttl", max == 0 ? of.maxTtl().toSeconds() : max)
        .put("renewable", type.equals("service"))
        .put("type", type)
        .put("alias", alias)
        .put("metadata", Value.of(metadata))
        .build();
  }
}
