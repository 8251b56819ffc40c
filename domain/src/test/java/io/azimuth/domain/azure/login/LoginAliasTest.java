package io.azimuth.domain.azure.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.BoundField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an alias is named after and which facts its metadata holds. */
class LoginAliasTest {

  private static final LoginRequest NOTHING = LoginRequest.NOTHING;

  @Test
  void namesTheAliasAfterTheProvedResource() {
    LoginGrant grant =
        bound("resource_id").granted(Logins.userAssigned(TokenMint.VM), NOTHING, machine());

    assertThat(grant.aliasName()).isEqualTo("resource:" + TokenMint.VM.toLowerCase(Locale.ROOT));
    assertThat(grant.aliasMetadata())
        .isEqualTo(
            Map.of(
                "subscription_id", TokenMint.SUBSCRIPTION,
                "resource_group_name", "prod",
                "vm_name", "web-1"));
  }

  @Test
  void namesTheAliasAfterTheScaleSetThatAzureSays() {
    LoginGrant grant =
        bound("scale_set")
            .granted(
                Logins.userAssigned(TokenMint.VM),
                NOTHING,
                machine().scaleSet(TokenMint.SCALE_SET));

    assertThat(grant.aliasName())
        .isEqualTo("scale-set:" + TokenMint.SCALE_SET.toLowerCase(Locale.ROOT));
    assertThat(grant.aliasMetadata())
        .isEqualTo(
            Map.of(
                "subscription_id", TokenMint.SUBSCRIPTION,
                "resource_group_name", "prod",
                "vmss_name", "fleet"));
  }

  @Test
  void namesTheAliasAfterAUniformSetByItsClaim() {
    TokenMint inFleet = Logins.systemAssigned(TokenMint.SCALE_SET);

    assertThat(
            bound("scale_set")
                .granted(
                    inFleet,
                    NOTHING,
                    new FactsMint(TokenMint.SCALE_SET).systemAssigned(TokenMint.OID))
                .aliasName())
        .isEqualTo("scale-set:" + TokenMint.SCALE_SET.toLowerCase(Locale.ROOT));
    assertThat(
            Logins.grant(Logins.bound(b -> b.aliasSource("scale_set")).start(inFleet, NOTHING))
                .aliasName())
        .isEqualTo("scale-set:" + TokenMint.SCALE_SET.toLowerCase(Locale.ROOT));
  }

  @Test
  void refusesTheScaleSetOfAMachineThatIsInNone() {
    assertThat(
            Logins.onlyDenial(
                    bound("scale_set")
                        .resume(Logins.userAssigned(TokenMint.VM), NOTHING, machine()))
                .reason())
        .isEqualTo(DenialReason.ALIAS_SOURCE_UNPROVED);
  }

  @Test
  void asksNobodyWhereNoScaleSetCanBe() {
    TokenMint pod = new TokenMint().with("xms_mirid", TokenMint.IDENTITY);

    assertThat(Logins.onlyDenial(bound("scale_set").start(pod, NOTHING)).reason())
        .isEqualTo(DenialReason.ALIAS_SOURCE_UNPROVED);
  }

  @Test
  void takesTheClaimsForARoleThatBindsNoResource() {
    Logins logins = Logins.bound(b -> b.aliasSource("resource_id"));
    TokenMint pod = new TokenMint().with("xms_mirid", TokenMint.IDENTITY);

    assertThat(Logins.grant(logins.start(Logins.systemAssigned(TokenMint.VM), NOTHING)).aliasName())
        .isEqualTo("resource:" + TokenMint.VM.toLowerCase(Locale.ROOT));
    assertThat(Logins.grant(logins.start(pod, NOTHING)).aliasName())
        .isEqualTo("resource:" + TokenMint.IDENTITY.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resource_id", "scale_set"})
  void takesNoWordOfTheRequestOrOfACustomAudienceForIt(String source) {
    Logins logins = Logins.bound(b -> b.aliasSource(source));
    LoginRequest named = LoginPolicyTest.request(TokenMint.SUBSCRIPTION, "prod", "", "fleet", "");

    assertThat(Logins.onlyDenial(logins.start(new TokenMint(), named)).reason())
        .isEqualTo(DenialReason.ALIAS_SOURCE_UNPROVED);
    assertThat(
            Logins.onlyDenial(
                    logins
                        .forCustomAudience()
                        .start(Logins.systemAssigned(TokenMint.SCALE_SET), NOTHING))
                .reason())
        .isEqualTo(DenialReason.ALIAS_SOURCE_UNPROVED);
  }

  @Test
  void takesNoUnreadableClaimForIt() {
    TokenMint token =
        new TokenMint().with("xms_az_rid", TokenMint.VM).with("xms_mirid", "not an id");

    assertThat(
            Logins.onlyDenial(Logins.bound(b -> b.aliasSource("resource_id")).start(token, NOTHING))
                .reason())
        .isEqualTo(DenialReason.ALIAS_SOURCE_UNPROVED);
  }

  @Test
  void tellsOfNoMachineUnderAPrincipalThatSitsOnMany() {
    LoginGrant grant =
        bound("oid").granted(Logins.userAssigned(TokenMint.VM), Logins.WEB_1, machine());

    assertThat(grant.aliasName()).isEqualTo(TokenMint.OID);
    assertThat(grant.tokenMetadata()).containsEntry("vm_name", "web-1");
    assertThat(grant.aliasMetadata())
        .isEqualTo(
            Map.of(
                "subscription_id",
                TokenMint.SUBSCRIPTION,
                "resource_group_name",
                "shared",
                "resource_id",
                TokenMint.IDENTITY.replace("resourcegroups", "resourceGroups"),
                "app_id",
                TokenMint.APP));
  }

  private static Logins bound(String source) {
    return Logins.bound(
        b -> b.bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION)).aliasSource(source));
  }

  private static FactsMint machine() {
    return new FactsMint(TokenMint.VM).userAssigned(TokenMint.OID);
  }
}
