package io.azimuth.domain.token.role.advice;

import static io.azimuth.domain.token.role.advice.TokenAdviceCode.BATCH_REFUSED;
import static io.azimuth.domain.token.role.advice.TokenAdviceCode.BATCH_TOKENS;
import static io.azimuth.domain.token.role.advice.TokenAdviceCode.ENDLESS_PERIOD;
import static io.azimuth.domain.token.role.advice.TokenAdviceCode.MAX_TTL_CUT;
import static io.azimuth.domain.token.role.advice.TokenAdviceCode.NO_TTL;
import static io.azimuth.domain.token.role.advice.TokenAdviceCode.TTL_CUT;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.token.BatchLimits;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenTypeSetting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Advice on the type of tokens, and on how long they live. */
final class LifetimeAdvice {

  private static final String TTL = "token_ttl";
  private static final String MAX_TTL = "token_max_ttl";
  private static final String EXPLICIT_MAX_TTL = "token_explicit_max_ttl";
  private static final String PERIOD = "token_period";
  private static final String TYPE = "token_type";

  /** The longest life that a role may leave to the mount. */
  private static final Duration LONG_DEFAULT = Duration.ofDays(1);

  /** The longest life of a token that cannot be revoked alone. */
  private static final Duration LONG_BATCH = Duration.ofHours(1);

  private static final Duration PROPOSED = Duration.ofHours(1);

  private final TokenSettings settings;
  private final LifetimeSettings set;
  private final SystemLifetimes mount;
  private final TokenTypeRule rule;
  private final RoleFindings<?, ?> findings;

  private LifetimeAdvice(TokenSettings settings, TokenFacts facts, RoleFindings<?, ?> findings) {
    this.settings = settings;
    this.set = settings.lifetimes();
    this.mount = facts.lifetimes();
    this.rule = facts.tokenTypes();
    this.findings = findings;
  }

  static void add(TokenSettings settings, TokenFacts facts, RoleFindings<?, ?> findings) {
    LifetimeAdvice advice = new LifetimeAdvice(settings, facts, findings);
    advice.addMaximum();
    advice.addTtl();
    if (advice.rule.choose(advice.settings.type().asked()) == TokenType.BATCH) {
      advice.addBatch();
    } else {
      advice.addPeriod();
    }
  }

  private void addMaximum() {
    Duration max = mount.maxTtl();
    if (set.maxTtl().compareTo(max) <= 0) {
      return;
    }
    findings.add(
        MAX_TTL_CUT,
        List.of(MAX_TTL),
        "max_ttl is greater than the system or backend mount's maximum TTL value; issued tokens'"
            + " max TTL value will be truncated",
        role -> role.tokenSettings().maxTtl(max).ttl(least(set.ttl(), max)));
  }

  private void addTtl() {
    Duration lives = firstLife();
    if (isSet(set.period())) {
      return;
    }
    if (!isSet(set.ttl()) && lives.compareTo(LONG_DEFAULT) > 0) {
      findings.add(
          NO_TTL,
          List.of(TTL),
          "token_ttl is not set: a token lives " + text(lives),
          role -> role.tokenSettings().ttl(PROPOSED));
    }
    if (set.ttl().compareTo(lives) > 0) {
      findings.add(
          TTL_CUT,
          List.of(TTL),
          "token_ttl is above the maximum, so a token lives " + text(lives),
          role -> role.tokenSettings().ttl(lives));
    }
  }

  private void addBatch() {
    Optional<String> problem = BatchLimits.problem(set, settings.numUses());
    if (settings.type() != TokenTypeSetting.BATCH && problem.isPresent()) {
      addRefused("every login is refused: the mount gives batch tokens, and " + problem.get());
      return;
    }
    Duration lives = firstLife();
    if (lives.compareTo(LONG_BATCH) > 0) {
      findings.add(
          BATCH_TOKENS,
          List.of(TYPE, TTL),
          "tokens are batch tokens, which cannot be revoked one by one, and live " + text(lives),
          role -> role.tokenSettings().ttl(PROPOSED));
    }
  }

  private void addRefused(String sentence) {
    List<String> fields = List.of(TYPE, EXPLICIT_MAX_TTL, "token_num_uses", PERIOD);
    if (rule == TokenTypeRule.DEFAULT_BATCH) {
      findings.add(
          BATCH_REFUSED,
          fields,
          sentence,
          role -> role.tokenSettings().type(TokenTypeSetting.SERVICE.wireName()));
    } else {
      findings.add(BATCH_REFUSED, fields, sentence); // the mount's type counts, not the role's
    }
  }

  private void addPeriod() {
    if (isSet(set.period()) && !isSet(set.explicitMaxTtl())) {
      findings.add(
          ENDLESS_PERIOD,
          List.of(PERIOD, EXPLICIT_MAX_TTL),
          "a token with a period lives as long as it is renewed in time: without"
              + " token_explicit_max_ttl it never ends",
          role -> role.tokenSettings().explicitMaxTtl(mount.maxTtl()));
    }
  }

  /** How long a token lives without a renewal. */
  private Duration firstLife() {
    return TimeToLive.compute(
            TimeToLiveRequest.atIssue(set, mount.defaultTtl(), mount.maxTtl(), Instant.EPOCH))
        .map(TimeToLive::ttl)
        .value()
        .orElseThrow();
  }

  private static boolean isSet(Duration duration) {
    return !duration.isZero();
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String text(Duration duration) {
    return GoDuration.formatShort(duration);
  }
}
