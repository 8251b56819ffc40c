package io.azimuth.domain.azure.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureClaimsTest {

  @Test
  void readsThePrincipal() {
    assertThat(new TokenMint().mint().oid()).contains(new PrincipalId(TokenMint.OID));
  }

  @Test
  void takesNoEmptyOrForeignPrincipal() {
    assertThat(new TokenMint().without("oid").mint().oid()).isEmpty();
    assertThat(new TokenMint().with("oid", "").mint().oid()).isEmpty();
    assertThat(new TokenMint().with("oid", "*").mint().oid()).isEmpty();
    assertThat(new TokenMint().with("oid", List.of(TokenMint.OID)).mint().oid()).isEmpty();
  }

  @Test
  void takesTheAppIdThatTheVersionHas() {
    String other = "cccccccc-0000-4000-8000-000000000002";

    assertThat(new TokenMint().mint().appId()).contains(new AppId(TokenMint.APP));
    assertThat(new TokenMint().with("azp", other).mint().appId())
        .contains(new AppId(TokenMint.APP));
    assertThat(new TokenMint().with("ver", "2.0").mint().appId()).isEmpty();
    assertThat(new TokenMint().with("ver", "2.0").with("azp", other).mint().appId())
        .contains(new AppId(other));
  }

  @Test
  void listsGroupsThatAreNotEmpty() {
    assertThat(new TokenMint().with("groups", List.of("g1", "", "g2")).mint().groups())
        .containsExactly(new GroupId("g1"), new GroupId("g2"));
    assertThat(new TokenMint().mint().groups()).isEmpty();
  }

  @Test
  void seesAGroupsOverageInEitherForm() {
    assertThat(new TokenMint().mint().groupsOverage()).isFalse();
    assertThat(new TokenMint().with("hasgroups", false).mint().groupsOverage()).isFalse();
    assertThat(new TokenMint().with("hasgroups", true).mint().groupsOverage()).isTrue();
    assertThat(names("groups").mint().groupsOverage()).isTrue();
    assertThat(names("roles").mint().groupsOverage()).isFalse();
  }

  @Test
  void tellsAUserFromAnApplication() {
    assertThat(new TokenMint().mint().isUserToken()).isFalse();
    assertThat(new TokenMint().with("scp", "Secrets.Read").mint().isUserToken()).isTrue();
    assertThat(new TokenMint().with("scp", "").mint().isUserToken()).isFalse();
    assertThat(new TokenMint().with("scp", "/").mint().isUserToken()).isFalse();
    assertThat(new TokenMint().with("scp", "").without("idtyp").mint().isUserToken()).isTrue();
    assertThat(new TokenMint().with("scp", List.of()).mint().isUserToken()).isTrue();
    assertThat(new TokenMint().with("idtyp", "user").mint().isUserToken()).isTrue();
    assertThat(new TokenMint().with("idtyp", "device").mint().isUserToken()).isTrue();
    assertThat(new TokenMint().with("idtyp", true).mint().isUserToken()).isTrue();
    assertThat(new TokenMint().with("sub", "other").mint().isUserToken()).isFalse();
    assertThat(new TokenMint().without("idtyp").mint().isUserToken()).isFalse();
    assertThat(new TokenMint().without("idtyp").with("sub", "other").mint().isUserToken()).isTrue();
    assertThat(new TokenMint().without("idtyp").without("sub").mint().isUserToken()).isTrue();
  }

  @Test
  void claimsTheMachineOfASystemAssignedIdentity() {
    ResourceClaims claims = resource("xms_mirid", TokenMint.VM);

    assertThat(claims.resource()).isEqualTo(ResourceId.parse(TokenMint.VM));
    assertThat(claims.identity()).isEmpty();
    assertThat(claims.systemAssigned()).isTrue();
    assertThat(claims.malformed()).isEmpty();
  }

  @Test
  void claimsMachineAndIdentityOfAUserAssignedOne() {
    ResourceClaims claims =
        new TokenMint()
            .with("xms_mirid", TokenMint.IDENTITY)
            .with("xms_az_rid", TokenMint.VM)
            .mint()
            .resourceClaims();

    assertThat(claims.resource()).isEqualTo(ResourceId.parse(TokenMint.VM));
    assertThat(claims.identity()).isEqualTo(ResourceId.parse(TokenMint.IDENTITY));
    assertThat(claims.systemAssigned()).isFalse();
  }

  @Test
  void claimsAnIdentityOnlyForAPod() {
    ResourceClaims claims = resource("xms_mirid", TokenMint.IDENTITY);

    assertThat(claims.resource()).isEmpty();
    assertThat(claims.identity()).isEqualTo(ResourceId.parse(TokenMint.IDENTITY));
  }

  @Test
  void claimsNothingForACustomAudience() {
    ResourceClaims claims = new TokenMint().mint().resourceClaims();

    assertThat(claims.resource()).isEmpty();
    assertThat(claims.identity()).isEmpty();
    assertThat(claims.systemAssigned()).isFalse();
    assertThat(claims.malformed()).isEmpty();
  }

  @Test
  void countsAnInstanceAsItsSet() {
    assertThat(resource("xms_mirid", TokenMint.SCALE_SET + "/virtualMachines/7").resource())
        .isEqualTo(ResourceId.parse(TokenMint.SCALE_SET));
  }

  @Test
  void namesAMalformedClaimAndLetsNoOtherStandInForIt() {
    ResourceClaims claims =
        new TokenMint()
            .with("xms_az_rid", TokenMint.VM + "/..")
            .with("xms_mirid", TokenMint.VM)
            .mint()
            .resourceClaims();

    assertThat(claims.malformed()).containsExactly("xms_az_rid");
    assertThat(claims.resource()).isEmpty();
    assertThat(claims.systemAssigned()).isFalse();
    assertThat(resource("xms_mirid", 7).malformed()).containsExactly("xms_mirid");
  }

  @Test
  void isNotSystemAssignedWhenAnotherResourceAsked() {
    ResourceClaims claims =
        new TokenMint()
            .with("xms_az_rid", TokenMint.SCALE_SET)
            .with("xms_mirid", TokenMint.VM)
            .mint()
            .resourceClaims();

    assertThat(claims.resource()).isEqualTo(ResourceId.parse(TokenMint.SCALE_SET));
    assertThat(claims.systemAssigned()).isFalse();
  }

  private static ResourceClaims resource(String claim, Object value) {
    return new TokenMint().with(claim, value).mint().resourceClaims();
  }

  private static TokenMint names(String member) {
    return new TokenMint().with("_claim_names", Map.of(member, "src1"));
  }
}
