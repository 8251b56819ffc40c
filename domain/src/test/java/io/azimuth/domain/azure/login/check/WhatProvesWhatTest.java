package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.Logins;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which claims and which answers of Azure prove a resource; the matrix has their combinations. */
class WhatProvesWhatTest {

  private static final LoginRequest NOTHING = LoginRequest.NOTHING;

  @ParameterizedTest
  @ValueSource(strings = {"xms_az_rid", "xms_mirid"})
  void rule1RefusesAClaimThatCannotBeReadWhole(String claim) {
    TokenMint token = Logins.userAssigned(TokenMint.VM).with(claim, TokenMint.VM + "/");
    Denial denial = Logins.onlyDenial(Logins.boundToSubscription().start(token, NOTHING));

    assertThat(denial.reason()).isEqualTo(DenialReason.RESOURCE_CLAIM_MALFORMED);
    assertThat(denial.actual()).isEqualTo(claim);
  }

  @Test
  void rule1CountsAnInstanceOfAUniformSetAsTheSet() {
    PendingLogin pending =
        Logins.boundToSubscription()
            .pending(Logins.systemAssigned(TokenMint.SCALE_SET + "/virtualMachines/4"), NOTHING);

    assertThat(pending.resource().text()).endsWith("/virtualMachineScaleSets/fleet");
  }

  @Test
  void rule2AsksNothingForARoleWithoutResources() {
    LoginStep step =
        Logins.bound(b -> {})
            .start(
                Logins.systemAssigned(TokenMint.VM),
                LoginPolicyTest.request("", "", "web-2", "", ""));

    assertThat(Logins.grant(step).warnings())
        .containsExactly("the token's claims do not bear out vm_name: ignored");
    assertThat(Logins.check(step, CheckName.DIRECTORY).result()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void rule3TakesAbsentNamesFromTheClaim() {
    LoginGrant grant =
        Logins.boundToSubscription().granted(Logins.userAssigned(TokenMint.VM), NOTHING, machine());

    assertThat(grant.tokenMetadata())
        .isEqualTo(
            Map.of(
                "role", "dev",
                "subscription_id", TokenMint.SUBSCRIPTION,
                "resource_group_name", "prod",
                "vm_name", "web-1",
                "app_id", TokenMint.APP));
  }

  @Test
  void rule3TakesTheNamesOfAnOtherResourceAsItsId() {
    LoginGrant grant =
        Logins.boundToSubscription()
            .granted(
                Logins.systemAssigned(Logins.SITE),
                NOTHING,
                new FactsMint(Logins.SITE).systemAssigned(TokenMint.OID));

    assertThat(grant.tokenMetadata())
        .containsEntry("resource_id", Logins.SITE.replace("resourcegroups", "resourceGroups"))
        .doesNotContainKeys("vm_name", "vmss_name");
  }

  @Test
  void rule3NamesEveryMismatchAndAsksNobody() {
    LoginStep step =
        Logins.boundToSubscription()
            .start(
                Logins.systemAssigned(TokenMint.VM),
                LoginPolicyTest.request(Logins.OTHER, "dev", "web-2", "", Logins.SITE));

    assertThat(LoginPolicyTest.reasons(step))
        .containsExactly(
            DenialReason.SUBSCRIPTION_MISMATCH,
            DenialReason.RESOURCE_GROUP_MISMATCH,
            DenialReason.VM_MISMATCH,
            DenialReason.RESOURCE_ID_MISMATCH);
    assertThat(Logins.check(step, CheckName.RESOURCE_IDENTITY).hint())
        .isEqualTo("Azure is asked only when every check on claims holds");
  }

  @Test
  void rule3DropsTheMachineBesideAUniformSet() {
    LoginStep step =
        Logins.boundToSubscription()
            .resume(
                Logins.systemAssigned(TokenMint.SCALE_SET),
                LoginPolicyTest.request("", "", "fleet_0", "fleet", ""),
                new FactsMint(TokenMint.SCALE_SET).systemAssigned(TokenMint.OID));

    assertThat(Logins.grant(step).tokenMetadata())
        .containsEntry("vmss_name", "fleet")
        .doesNotContainKey("vm_name");
    assertThat(Logins.check(step, CheckName.NAMED_MACHINE).result())
        .isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void rule3TakesTheScaleSetOfAMachineFromAzureWhateverItsName() {
    Logins logins = Logins.boundToSubscription();
    FactsMint inFleet = machine().scaleSet(TokenMint.SCALE_SET);

    assertThat(
            logins
                .granted(Logins.userAssigned(TokenMint.VM), named("FLEET"), inFleet)
                .tokenMetadata())
        .containsEntry("vmss_name", "fleet")
        .containsEntry("vm_name", "web-1");
    assertThat(logins.granted(Logins.userAssigned(TokenMint.VM), NOTHING, inFleet).tokenMetadata())
        .containsEntry("vmss_name", "fleet");
  }

  @ParameterizedTest
  @CsvSource({"web-1,true", "flee,true", "fleet,false"})
  void rule3RefusesAScaleSetThatAzureDoesNotGive(String set, boolean inFleet) {
    FactsMint facts = inFleet ? machine().scaleSet(TokenMint.SCALE_SET) : machine();
    Denial denial =
        Logins.onlyDenial(
            Logins.boundToSubscription()
                .resume(Logins.userAssigned(TokenMint.VM), named(set), facts));

    assertThat(denial.reason()).isEqualTo(DenialReason.SCALE_SET_MISMATCH);
    assertThat(denial.actual()).isEqualTo(inFleet ? "fleet" : "");
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: the request names another scale set than that of the resource: \""
                + set
                + "\" [scale_set_mismatch]");
  }

  @Test
  void rule4TakesAnIdentityForTheResourceAndDropsTheNode() {
    LoginStep step =
        Logins.bound(b -> b.bind(BoundField.RESOURCE_GROUPS, List.of("shared")))
            .resume(
                new TokenMint().with("xms_mirid", TokenMint.IDENTITY),
                LoginPolicyTest.request(Logins.OTHER, "nodes", "pool_0", "pool", TokenMint.VM),
                new FactsMint(TokenMint.IDENTITY).userAssigned(TokenMint.OID));

    assertThat(Logins.grant(step).tokenMetadata())
        .isEqualTo(
            Map.of(
                "role",
                "dev",
                "subscription_id",
                TokenMint.SUBSCRIPTION,
                "resource_group_name",
                "shared",
                "resource_id",
                TokenMint.IDENTITY.replace("resourcegroups", "resourceGroups"),
                "app_id",
                TokenMint.APP));
    assertThat(Logins.grant(step).warnings()).isEmpty();
    assertThat(step.checks())
        .filteredOn(c -> c.result() == CheckOutcome.SKIPPED && c.hint().startsWith("dropped"))
        .extracting(LoginCheck::name)
        .containsExactly(
            CheckName.NAMED_SUBSCRIPTION,
            CheckName.NAMED_RESOURCE_GROUP,
            CheckName.NAMED_MACHINE,
            CheckName.NAMED_SCALE_SET,
            CheckName.NAMED_RESOURCE);
  }

  @Test
  void rule4RefusesScaleSetsAndComputeTypesToAnIdentity() {
    TokenMint pod = new TokenMint().with("xms_mirid", TokenMint.IDENTITY);
    LoginRequest node = LoginPolicyTest.request(TokenMint.SUBSCRIPTION, "prod", "", "fleet", "");

    assertThat(
            Logins.onlyDenial(
                    Logins.bound(b -> b.bind(BoundField.SCALE_SETS, List.of("fleet")))
                        .start(pod, node))
                .reason())
        .isEqualTo(DenialReason.SCALE_SET_NOT_BOUND);
    assertThat(
            Logins.onlyDenial(
                    Logins.bound(
                            b ->
                                b.bind(
                                    BoundField.RESOURCE_TYPES,
                                    List.of("Microsoft.Compute/virtualMachines")))
                        .start(pod, node))
                .reason())
        .isEqualTo(DenialReason.RESOURCE_TYPE_NOT_BOUND);
    assertThat(
            Logins.onlyDenial(
                    Logins.bound(b -> b.bind(BoundField.RESOURCE_GROUPS, List.of("prod")))
                        .start(pod, node))
                .actual())
        .isEqualTo("shared");
  }

  @Test
  void rule5AsksForTheNamedResourceAndTakesItsOwnIdentityOnly() {
    Logins logins = Logins.boundToSubscription().forCustomAudience();
    FactsMint own = new FactsMint(TokenMint.VM).systemAssigned(TokenMint.OID);
    FactsMint shared = new FactsMint(TokenMint.VM).userAssigned(TokenMint.OID);

    LoginGrant grant = logins.granted(new TokenMint(), Logins.WEB_1, own);
    assertThat(grant.tokenMetadata()).containsEntry("vm_name", "web-1");
    assertThat(grant.aliasMetadata()).containsEntry("vm_name", "web-1");
    assertThat(Logins.onlyDenial(logins.resume(new TokenMint(), Logins.WEB_1, shared)).reason())
        .isEqualTo(DenialReason.RESOURCE_UNPROVED);
  }

  @ParameterizedTest
  @CsvSource({
    "fleet,web-1,true,virtualMachineScaleSets/fleet",
    "'',web-1,true,virtualMachines/web-1",
    "'','',true,virtualMachines/web-1",
    "fleet,'',false,virtualMachineScaleSets/fleet",
  })
  void rule5PrefersTheSetToTheMachineToTheId(
      String set, String machine, boolean withId, String asked) {
    String subscription = withId ? "" : TokenMint.SUBSCRIPTION;
    String id = withId ? (set.isEmpty() ? TokenMint.VM : TokenMint.SCALE_SET) : "";
    LoginRequest request =
        LoginPolicyTest.request(subscription, withId ? "" : "prod", machine, set, id);

    assertThat(Logins.boundToSubscription().pending(new TokenMint(), request).resource().text())
        .endsWith("/resourceGroups/prod/providers/Microsoft.Compute/" + asked);
  }

  @Test
  void rule5RefusesNamesThatContradictOneAnother() {
    LoginStep step =
        Logins.boundToSubscription()
            .start(
                new TokenMint(),
                LoginPolicyTest.request(Logins.OTHER, "dev", "", "", TokenMint.VM));

    assertThat(LoginPolicyTest.reasons(step))
        .containsExactly(DenialReason.SUBSCRIPTION_MISMATCH, DenialReason.RESOURCE_GROUP_MISMATCH);
    assertThat(((LoginStep.Refused) step).denials().get(1).callerText())
        .isEqualTo(
            "permission denied: the request names another resource group than that of the resource:"
                + " \"dev\" [resource_group_mismatch]");
  }

  @Test
  void rule5RefusesATokenThatNothingNamesAResourceFor() {
    LoginRequest place = LoginPolicyTest.request(TokenMint.SUBSCRIPTION, "prod", "", "", "");

    assertThat(
            Logins.onlyDenial(Logins.boundToSubscription().start(new TokenMint(), place)).reason())
        .isEqualTo(DenialReason.RESOURCE_CLAIMS_MISSING);
  }

  @ParameterizedTest
  @CsvSource({"'',prod", "aaaaaaaa-0000-4000-8000-00000000000a,''", "'',''"})
  void rule5CallsANameWithoutItsPlaceIncomplete(String subscription, String group) {
    LoginRequest request = LoginPolicyTest.request(subscription, group, "web-1", "", "");
    DenialReason reason =
        Logins.onlyDenial(Logins.boundToSubscription().start(new TokenMint(), request)).reason();

    assertThat(reason.isInvalidRequest()).isTrue();
    assertThat(reason.sentence()).isEqualTo("subscription_id and resource_group_name are required");
  }

  @Test
  void rule6RefusesAPrincipalThatIsNotOnTheResource() {
    FactsMint others =
        new FactsMint(TokenMint.VM).systemAssigned(Logins.OTHER).userAssigned(Logins.OTHER);
    Denial denial =
        Logins.onlyDenial(
            Logins.boundToSubscription()
                .resume(Logins.userAssigned(TokenMint.VM), NOTHING, others));

    assertThat(denial.reason()).isEqualTo(DenialReason.IDENTITY_NOT_ON_RESOURCE);
    assertThat(denial.expected()).contains(Logins.OTHER);
    assertThat(denial.callerText()).doesNotContain(Logins.OTHER).contains(TokenMint.OID);
  }

  @Test
  void rule6RefusesAnIdentityOfAnotherPrincipal() {
    assertThat(
            Logins.onlyDenial(
                    Logins.boundToSubscription()
                        .resume(
                            new TokenMint().with("xms_mirid", TokenMint.IDENTITY),
                            NOTHING,
                            new FactsMint(TokenMint.IDENTITY).userAssigned(Logins.OTHER)))
                .reason())
        .isEqualTo(DenialReason.IDENTITY_NOT_ON_RESOURCE);
  }

  @Test
  void rule6AsksNothingWithClaimsAsProof() {
    LoginStep step = byClaims().start(Logins.userAssigned(TokenMint.VM), Logins.WEB_1);

    assertThat(Logins.grant(step).tokenMetadata()).containsEntry("vm_name", "web-1");
    assertThat(Logins.check(step, CheckName.RESOURCE_IDENTITY).hint())
        .isEqualTo("resource_proof is \"claims\"");
  }

  @Test
  void rule6TakesNoClaimsOfACustomAudienceAsProof() {
    Denial denial =
        Logins.onlyDenial(
            byClaims().forCustomAudience().start(Logins.systemAssigned(TokenMint.VM), NOTHING));

    assertThat(denial.reason()).isEqualTo(DenialReason.RESOURCE_UNPROVED);
    assertThat(denial.expected()).isEqualTo("claims of a token for a first-party audience");
  }

  @Test
  void rule6TakesTheClaimsOfACustomAudienceWhereAzureConfirmsThem() {
    Logins.boundToSubscription()
        .forCustomAudience()
        .granted(Logins.userAssigned(TokenMint.VM), NOTHING, machine());
  }

  @Test
  void rule7AsksNobodyForAPrincipalThatIsNotBound() {
    LoginStep step =
        Logins.boundToSubscription()
            .start(
                Logins.systemAssigned(TokenMint.VM).with("oid", Logins.OTHER).with("sub", "x"),
                NOTHING);

    assertThat(LoginPolicyTest.reasons(step)).containsExactly(DenialReason.PRINCIPAL_NOT_BOUND);
  }

  @Test
  void rule7RefusesWhatAzureDoesNotHaveOrDoesNotShow() {
    PendingLogin pending =
        Logins.boundToSubscription().pending(Logins.systemAssigned(TokenMint.VM), NOTHING);

    assertThat(Logins.onlyDenial(LoginPolicy.resume(pending, ResourceAnswer.ABSENT)).reason())
        .isEqualTo(DenialReason.RESOURCE_NOT_FOUND);
    assertThat(Logins.onlyDenial(LoginPolicy.resume(pending, ResourceAnswer.FORBIDDEN)).reason())
        .isEqualTo(DenialReason.DIRECTORY_FORBIDDEN);
    Denial withRight =
        Logins.onlyDenial(
            LoginPolicy.resume(pending, ResourceAnswer.forbidden("an action on a scope")));
    assertThat(withRight.expected()).isEqualTo("an action on a scope");
    assertThat(withRight.callerText()).doesNotContain("an action on a scope");
    assertThat(LoginPolicy.resume(pending, ResourceAnswer.FORBIDDEN).checks())
        .extracting(LoginCheck::name)
        .containsExactlyInAnyOrderElementsOf(
            LoginPolicy.skipped("").stream().map(LoginCheck::name).toList());
  }

  @Test
  void rule7TellsTheCallerTheSameOfAnAbsentAndOfAForeignMachine() {
    Logins logins = Logins.boundToSubscription().forCustomAudience();
    LoginStep.Refused foreign =
        (LoginStep.Refused)
            logins.resume(
                new TokenMint(),
                Logins.WEB_1,
                new FactsMint(TokenMint.VM).systemAssigned(Logins.OTHER));
    PendingLogin pending = logins.pending(new TokenMint(), Logins.WEB_1);
    LoginStep.Refused absent =
        (LoginStep.Refused) LoginPolicy.resume(pending, ResourceAnswer.ABSENT);

    assertThat(absent.disclosed()).isEqualTo(foreign.disclosed());
    assertThat(absent.disclosed())
        .extracting(Denial::reason)
        .containsExactly(DenialReason.RESOURCE_UNPROVED);
    assertThat(absent.denials())
        .extracting(Denial::reason)
        .containsExactly(DenialReason.RESOURCE_NOT_FOUND);
  }

  @Test
  void rule7TakesTheFactsOfTheResourceAskedForOnly() {
    PendingLogin pending =
        Logins.boundToSubscription().pending(Logins.systemAssigned(TokenMint.VM), NOTHING);
    ResourceFacts foreign = new FactsMint(TokenMint.VM + "0").systemAssigned(TokenMint.OID).mint();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoginPolicy.resume(pending, ResourceAnswer.found(foreign)));
  }

  @Test
  void rule7MayBeResumedAgainWithFresherFacts() {
    PendingLogin pending =
        Logins.boundToSubscription().pending(Logins.userAssigned(TokenMint.VM), NOTHING);

    Logins.onlyDenial(
        LoginPolicy.resume(pending, ResourceAnswer.found(new FactsMint(TokenMint.VM).mint())));
    Logins.grant(LoginPolicy.resume(pending, ResourceAnswer.found(machine().mint())));
  }

  @Test
  void rule8LetsADroppedNameIntoNothing() {
    LoginStep quiet = byClaims().start(Logins.userAssigned(TokenMint.VM), NOTHING);
    LoginStep talkative = byClaims().start(Logins.userAssigned(TokenMint.VM), named("pool"));

    assertThat(Logins.grant(talkative)).isEqualTo(Logins.grant(quiet));
    assertThat(Logins.check(talkative, CheckName.NAMED_SCALE_SET).result())
        .isEqualTo(CheckOutcome.SKIPPED);
  }

  private static Logins byClaims() {
    return Logins.bound(
        b ->
            b.bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
                .resourceProof("claims"));
  }

  private static LoginRequest named(String set) {
    return LoginPolicyTest.request("", "", "", set, "");
  }

  private static FactsMint machine() {
    return new FactsMint(TokenMint.VM).userAssigned(TokenMint.OID);
  }
}
