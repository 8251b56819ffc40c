package io.azimuth.azure.config;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.text.AsciiCase;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The audiences that tokens of a mount may have. Letter case counts; one slash at the end does not,
 * because the metadata service copies the audience from its caller.
 *
 * @param values all accepted spellings
 * @param firstParty whether the mount's own audience is a service of Microsoft; its tokens carry
 *     resource claims and no groups
 */
public record Audience(Set<String> values, boolean firstParty) {

  private static final List<String> FIRST_PARTY =
      List.of(
          "https://management.azure.com",
          "https://management.core.windows.net",
          "https://management.usgovcloudapi.net",
          "https://management.core.usgovcloudapi.net",
          "https://management.chinacloudapi.cn",
          "https://management.core.chinacloudapi.cn",
          "https://graph.microsoft.com",
          "https://vault.azure.net",
          "https://storage.azure.com",
          "https://database.windows.net");

  public Audience {
    values = Set.copyOf(values);
  }

  public static Audience of(AzureSettings settings) {
    Set<String> values = new LinkedHashSet<>();
    spell(settings.tokens().resource(), values);
    settings.tokens().additionalAudiences().forEach(audience -> spell(audience, values));
    return new Audience(values, isFirstParty(settings.tokens().resource()));
  }

  /** The kind of audience of a verified token: first-party only when all its audiences are. */
  public static AudienceKind kindOf(AzureClaims claims) {
    List<String> audiences = claims.audiences();
    return !audiences.isEmpty() && audiences.stream().allMatch(Audience::isFirstParty)
        ? AudienceKind.FIRST_PARTY
        : AudienceKind.CUSTOM;
  }

  private static boolean isFirstParty(String audience) {
    return FIRST_PARTY.contains(AsciiCase.fold(withoutSlash(audience)));
  }

  private static void spell(String audience, Set<String> values) {
    values.add(audience);
    values.add(audience.endsWith("/") ? withoutSlash(audience) : audience + "/");
  }

  private static String withoutSlash(String audience) {
    return audience.endsWith("/") && audience.length() > 1
        ? audience.substring(0, audience.length() - 1)
        : audience;
  }
}
