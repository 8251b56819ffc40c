package io.azimuth.domain.azure.role.advice;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.DeprecatedField;
import io.azimuth.domain.token.role.TokenSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Advice on parameters that were written under their older names. */
final class OlderNameAdvice {

  private OlderNameAdvice() {}

  static void add(AzureRole role, Findings findings) {
    Set<DeprecatedField> used = EnumSet.noneOf(DeprecatedField.class);
    role.deprecated().stream()
        .filter(field -> isSet(field, role.tokenSettings()))
        .forEach(used::add);
    if (used.isEmpty()) {
      return;
    }
    List<String> names = used.stream().map(OlderNameAdvice::name).toList();
    findings.add(
        AdviceCode.OLDER_NAMES,
        names,
        String.join(", ", names)
            + ": written under an older name, so a read shows the value twice; the newer name begins"
            + " with token_",
        changed -> used.forEach(field -> changed.deprecated(field, false)));
  }

  private static String name(DeprecatedField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isSet(DeprecatedField field, TokenSettings settings) {
    return switch (field) {
      case POLICIES -> !settings.policies().isEmpty();
      case TTL -> !settings.lifetimes().ttl().isZero();
      case MAX_TTL -> !settings.lifetimes().maxTtl().isZero();
      case PERIOD -> !settings.lifetimes().period().isZero();
      case NUM_USES -> settings.numUses() != 0;
    };
  }
}
