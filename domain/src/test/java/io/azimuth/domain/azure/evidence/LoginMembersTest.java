package io.azimuth.domain.azure.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionValues;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an expression may read of a login, and what it must not take for absent. */
class LoginMembersTest {

  @Test
  void claimsAreThoseOfTheToken() {
    ExpressionValues values =
        of(
            new TokenMint()
                .with("oid", TokenMint.OID.toUpperCase(Locale.ROOT))
                .with("aud", "https://vault.azure.net")
                .with("appidacr", "2")
                .with("roles", List.of("Secrets.Read"))
                .with("groups", List.of("EEEEEEEE-0000-4000-8000-00000000000E"))
                .with("xms_mirid", TokenMint.VM));

    assertThat(values.of("claims"))
        .containsEntry("oid", TokenMint.OID)
        .containsEntry("appid", TokenMint.APP)
        .containsEntry("appidacr", "2")
        .containsEntry("ver", "1.0")
        .containsEntry("idtyp", "app")
        .containsEntry("aud", List.of("https://vault.azure.net"))
        .containsEntry("roles", List.of("Secrets.Read"))
        .containsEntry("groups", List.of("eeeeeeee-0000-4000-8000-00000000000e"))
        .containsEntry("xms_mirid", ResourceId.parse(TokenMint.VM).orElseThrow().canonical())
        .containsEntry("iat", TokenMint.ISSUED)
        .containsEntry("exp", TokenMint.ISSUED.plusSeconds(86_700))
        .doesNotContainKey("xms_az_rid");
    assertThat(values.of("resource")).isEmpty();
  }

  @Test
  void theApplicationOfVersion2IsItsOwnClaim() {
    ExpressionValues values =
        of(
            new TokenMint()
                .with("ver", "2.0")
                .with("azp", "dddddddd-0000-4000-8000-00000000000d")
                .with("azpacr", "1")
                .with("appidacr", "2"));

    assertThat(values.of("claims"))
        .containsEntry("appid", "dddddddd-0000-4000-8000-00000000000d")
        .containsEntry("appidacr", "1");
  }

  @Test
  void aListThatTheTokenLacksIsAbsentAndNotEmpty() {
    assertThat(of(new TokenMint()).of("claims")).doesNotContainKeys("groups", "roles");
    assertThat(of(new TokenMint()).whyUnknown(claim("groups"))).isEmpty();
  }

  @Test
  void groupsThatATokenCannotListAreUnknownUntilAzureTellsThem() {
    AzureClaims claims = new TokenMint().with("hasgroups", true).mint();

    assertThat(values(claims).whyUnknown(claim("groups"))).isPresent();
    ExpressionValues told = values(claims.withDirectoryGroups(Set.of()));
    assertThat(told.whyUnknown(claim("groups"))).isEmpty();
    assertThat(told.of("claims")).containsEntry("groups", List.of());
  }

  @ParameterizedTest
  @CsvSource({"xms_mirid, not an id", "xms_az_rid, /subscriptions/x"})
  void aClaimThatCannotBeReadIsUnknown(String name, String text) {
    assertThat(of(new TokenMint().with(name, text)).whyUnknown(claim(name))).isPresent();
    assertThat(of(new TokenMint().with("sub", 7)).whyUnknown(claim("sub"))).isPresent();
  }

  @Test
  void whatIsTooLargeIsUnknown() {
    String tooLong = "x".repeat(ExpressionValues.MAX_TEXT + 1);

    assertThat(of(new TokenMint().with("sub", tooLong)).whyUnknown(claim("sub"))).isPresent();
    assertThat(of(new TokenMint().with("roles", List.of(tooLong))).whyUnknown(claim("roles")))
        .isPresent();
  }

  @Test
  void aResourceIsWhatAzureReturns() {
    ExpressionValues values =
        LoginMembers.of(
            new TokenMint().mint(),
            Optional.of(new FactsMint(TokenMint.VM).tags(Map.of("Env", "Prod")).mint()),
            ResourceId.parse(TokenMint.SCALE_SET));

    assertThat(values.of("resource"))
        .isEqualTo(
            Map.of(
                "id", ResourceId.parse(TokenMint.VM).orElseThrow().canonical(),
                "subscription", TokenMint.SUBSCRIPTION,
                "resource_group", "prod",
                "type", "microsoft.compute/virtualmachines",
                "name", "web-1",
                "location", "westeurope",
                "scale_set", "fleet",
                "tags", Map.of("env", "Prod")));
  }

  @Test
  void tagsThatAreNotAllKnownAreUnknown() {
    ExpressionValues values =
        LoginMembers.of(
            new TokenMint().mint(),
            Optional.of(new FactsMint(TokenMint.VM).tags(Map.of("env", "1", "Env", "2")).mint()),
            Optional.empty());

    assertThat(values.whyUnknown(new ExpressionMember("resource", "tags"))).isPresent();
    assertThat(values.of("resource")).doesNotContainKeys("tags", "scale_set");
  }

  private static ExpressionValues of(TokenMint token) {
    return values(token.mint());
  }

  private static ExpressionValues values(AzureClaims claims) {
    return LoginMembers.of(claims, Optional.empty(), Optional.empty());
  }

  private static ExpressionMember claim(String name) {
    return new ExpressionMember("claims", name);
  }
}
