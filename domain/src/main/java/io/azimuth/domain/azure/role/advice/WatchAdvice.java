package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.advice.AdviceCode.BATCH_UNWATCHED;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.token.BatchLimits;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenTypeSetting;
import java.util.List;

/** Advice on tokens that are to end with their machine. */
final class WatchAdvice {

  private static final List<String> TYPE = List.of("token_type");
  private static final String SENTENCE =
      "the mount has watch_resources, and tokens are batch tokens, which live on when their"
          + " machine is gone";

  private WatchAdvice() {}

  static void add(AzureRole role, MountFacts mount, Findings findings) {
    boolean watched = mount.watchesResources() && role.bindings().needsResource();
    if (!watched || !givesBatchTokens(role.tokenSettings(), mount.tokenTypes())) {
      return;
    }
    if (mount.tokenTypes() == TokenTypeRule.BATCH) {
      findings.add(BATCH_UNWATCHED, TYPE, SENTENCE); // the mount's type counts
    } else {
      findings.add(
          BATCH_UNWATCHED,
          TYPE,
          SENTENCE,
          changed -> changed.tokenSettings().type(TokenTypeSetting.SERVICE.wireName()));
    }
  }

  private static boolean givesBatchTokens(TokenSettings settings, TokenTypeRule rule) {
    boolean refused =
        settings.type() != TokenTypeSetting.BATCH
            && BatchLimits.problem(settings.lifetimes(), settings.numUses()).isPresent();
    return rule.choose(settings.type().asked()) == TokenType.BATCH && !refused;
  }
}
