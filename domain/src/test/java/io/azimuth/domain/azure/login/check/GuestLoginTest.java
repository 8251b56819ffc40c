package io.azimuth.domain.azure.login.check;

import static io.azimuth.domain.azure.login.Logins.NOW;
import static io.azimuth.domain.azure.login.Logins.check;
import static io.azimuth.domain.azure.login.Logins.onlyDenial;
import static io.azimuth.domain.azure.login.Logins.systemAssigned;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTATION_INVALID;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTATION_MISMATCH;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTATION_MISSING;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTATION_NONCE_UNKNOWN;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTATION_POLICY_NOT_BOUND;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTATION_VM_ID_MISMATCH;
import static io.azimuth.domain.azure.login.check.DenialReason.DIRECTORY_FORBIDDEN;
import static io.azimuth.domain.azure.login.check.DenialReason.NO_VM_ID;
import static io.azimuth.domain.azure.login.check.DenialReason.RESOURCE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.attested.GuestEvidence;
import io.azimuth.domain.azure.attested.GuestMint;
import io.azimuth.domain.azure.attested.GuestProof;
import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.CheckOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestLoginTest {

  private static final String VM_ID = "abcdef00-0000-4000-8000-000000000001";
  private static final String OTHER_VM = "abcdef00-0000-4000-8000-000000000002";
  private static final String INSTANCE = TokenMint.SCALE_SET + "/virtualMachines/4";
  private static final String OTHER_POLICY = "0000000000000000000000000000000000000000000";
  private static final Duration AGE = Duration.ofMinutes(6);
  private static final List<String> ALL = List.of("confidential_vm", "secure_boot", "no_debug");

  @Test
  void grantsTheAttestedMachineAndSaysWhatItIs() {
    LoginStep step =
        resume(pending(role(ALL, GuestMint.POLICY), evidence(attested())), machine(VM_ID));

    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    for (CheckName name :
        List.of(
            CheckName.ATTESTATION,
            CheckName.ATTESTATION_NONCE,
            CheckName.BOUND_ATTESTATION,
            CheckName.BOUND_ATTESTATION_POLICY,
            CheckName.ATTESTATION_VM_ID)) {
      assertThat(check(step, name).result()).as(name.code()).isEqualTo(CheckOutcome.PASSED);
    }
    assertThat(((LoginStep.Granted) step).grant().tokenMetadata())
        .containsEntry("attested_platform", "sevsnpvm")
        .containsEntry("attested_vm_id", VM_ID);
  }

  @Test
  void comparesTheVmIdWhateverItsLetterCase() {
    GuestMint upper = new GuestMint(VM_ID.toUpperCase(Locale.ROOT));

    assertThat(resume(pending(role(ALL), evidence(upper)), machine(VM_ID)))
        .isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void refusesALoginWithoutAnAttestationBeforeAzureIsAsked() {
    LoginStep step = start(role(List.of("any")), GuestEvidence.NONE);

    assertThat(onlyDenial(step).reason()).isEqualTo(ATTESTATION_MISSING);
    assertThat(check(step, CheckName.BOUND_ATTESTATION).result()).isEqualTo(CheckOutcome.SKIPPED);
    assertThat(check(step, CheckName.ATTESTATION_VM_ID).result()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void refusesAnAttestationThatIsNotAcceptedAndSaysWhy() {
    GuestEvidence rejected =
        new GuestEvidence(
            Optional.of(GuestProof.rejected("its signature is wrong")), NonceState.FOREIGN, AGE);

    Denial denial = onlyDenial(start(role(ALL), rejected));

    assertThat(denial.reason()).isEqualTo(ATTESTATION_INVALID);
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: the attestation was not accepted: \"its signature is wrong\""
                + " [attestation_invalid]");
  }

  @Test
  void refusesAnAttestationOfSomethingElseThanAMachine() {
    for (GuestMint other :
        List.of(
            attested().with("x-ms-attestation-type", "sevsnpvm"),
            attested().without("x-ms-attestation-type"),
            attested().without("x-ms-azurevm-vmid"),
            attested().with("x-ms-azurevm-vmid", "no guid"))) {
      assertThat(onlyDenial(start(role(List.of("any")), evidence(other))).reason())
          .isEqualTo(ATTESTATION_INVALID);
    }
  }

  @Test
  void judgesTheAgeAndNotASecondMore() {
    assertThat(start(role(ALL), evidence(attested(), NOW.minus(AGE))))
        .isInstanceOf(LoginStep.NeedsResource.class);
    assertThat(
            onlyDenial(start(role(ALL), evidence(attested(), NOW.minus(AGE).minusSeconds(1))))
                .reason())
        .isEqualTo(ATTESTATION_INVALID);
  }

  @Test
  void refusesEveryNonceThatIsNotFreshWithTheSameTextForTheCaller() {
    for (NonceState state : List.of(NonceState.USED, NonceState.EXPIRED, NonceState.FOREIGN)) {
      Denial denial =
          onlyDenial(
              start(
                  role(ALL),
                  new GuestEvidence(
                      Optional.of(GuestProof.proved(attested().mint(NOW))), state, AGE)));

      assertThat(denial.reason()).isEqualTo(ATTESTATION_NONCE_UNKNOWN);
      assertThat(denial.actual()).isEqualTo(state.text());
      assertThat(denial.callerText())
          .isEqualTo(
              "permission denied: the nonce of the attestation is not known, has expired or was"
                  + " used [attestation_nonce_unknown]");
    }
  }

  @Test
  void namesTheClaimsThatDoNotFit() {
    Denial denial = onlyDenial(start(role(ALL), evidence(attested().trustedLaunch())));

    assertThat(denial.reason()).isEqualTo(ATTESTATION_MISMATCH);
    assertThat(denial.expected()).isEqualTo("confidential_vm, secure_boot, no_debug");
    assertThat(denial.actual())
        .isEqualTo(
            "x-ms-isolation-tee.x-ms-attestation-type is missing;"
                + " x-ms-isolation-tee.x-ms-compliance-status is missing");
    assertThat(start(role(List.of("any")), evidence(attested().trustedLaunch())))
        .isInstanceOf(LoginStep.NeedsResource.class);
  }

  @Test
  void admitsOnlyThePoliciesThatTheRoleBinds() {
    AzureRole other = role(ALL, OTHER_POLICY);

    assertThat(onlyDenial(start(other, evidence(attested()))).reason())
        .isEqualTo(ATTESTATION_POLICY_NOT_BOUND);
    assertThat(onlyDenial(start(other, evidence(attested().without("x-ms-policy-hash")))).reason())
        .isEqualTo(ATTESTATION_POLICY_NOT_BOUND);
    assertThat(start(role(ALL, OTHER_POLICY, GuestMint.POLICY), evidence(attested())))
        .isInstanceOf(LoginStep.NeedsResource.class);
  }

  @Test
  void refusesAnotherMachineAndTellsNoVmIdOfAzure() {
    Denial denial = onlyDenial(resume(pending(role(ALL), evidence(attested())), machine(OTHER_VM)));

    assertThat(denial.reason()).isEqualTo(ATTESTATION_VM_ID_MISMATCH);
    assertThat(denial.expected()).isEqualTo(OTHER_VM);
    assertThat(denial.callerText()).contains(VM_ID).doesNotContain(OTHER_VM);
  }

  @Test
  void refusesAMachineOfWhichAzureTellsNoVmId() {
    ResourceFacts facts = new FactsMint(TokenMint.VM).systemAssigned(TokenMint.OID).mint();

    assertThat(onlyDenial(resume(pending(role(ALL), evidence(attested())), facts)).reason())
        .isEqualTo(NO_VM_ID);
  }

  @Test
  void anInstanceOfAUniformSetIsNamedByTheRequestAndComparedWithItsOwnModel() {
    PendingLogin pending = pendingInstance(INSTANCE);

    assertThat(pending.instance()).isEqualTo(ResourceId.parse(INSTANCE));
    assertThat(resume(pending.withInstance(found(VM_ID)), set()))
        .isInstanceOf(LoginStep.Granted.class);
    assertThat(onlyDenial(resume(pending.withInstance(found(OTHER_VM)), set())).reason())
        .isEqualTo(ATTESTATION_VM_ID_MISMATCH);
  }

  @Test
  void anInstanceThatAzureDoesNotReturnAdmitsNobody() {
    PendingLogin pending = pendingInstance(INSTANCE);

    for (PendingLogin notThere : List.of(pending, pending.withInstance(ResourceAnswer.ABSENT))) {
      assertThat(onlyDenial(resume(notThere, set())).reason()).isEqualTo(RESOURCE_NOT_FOUND);
    }
    PendingLogin forbidden = pending.withInstance(ResourceAnswer.FORBIDDEN);
    assertThat(onlyDenial(resume(forbidden, set())).reason()).isEqualTo(DIRECTORY_FORBIDDEN);
    PendingLogin without =
        pending.withInstance(ResourceAnswer.found(new FactsMint(INSTANCE).mint()));
    assertThat(onlyDenial(resume(without, set())).reason()).isEqualTo(NO_VM_ID);
    ResourceAnswer foreign = ResourceAnswer.found(machine(VM_ID));
    assertThatThrownBy(() -> pending.withInstance(foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUniformSetWithoutTheNameOfAnInstanceIsRefusedBeforeAzureIsAsked() {
    for (String named : List.of("", TokenMint.SCALE_SET)) {
      assertThat(onlyDenial(startOfSet(named)).reason()).isEqualTo(NO_VM_ID);
    }
  }

  @Test
  void anInstanceOfAnotherSetIsRefusedBeforeAzureIsAsked() {
    LoginStep step = startOfSet(INSTANCE.replace("/fleet/", "/other/"));

    assertThat(step).isInstanceOf(LoginStep.Refused.class);
    assertThat(((LoginStep.Refused) step).denials())
        .extracting(Denial::reason)
        .containsExactly(DenialReason.RESOURCE_ID_MISMATCH, NO_VM_ID);
  }

  @Test
  void asksNothingOfARoleThatDoesNotSetIt() {
    LoginStep step = start(role(List.of()), evidence(attested()));

    assertThat(check(step, CheckName.ATTESTATION).hint())
        .isEqualTo("the role does not set bound_attestation");
    LoginStep end = resume(((LoginStep.NeedsResource) step).pending(), machine(OTHER_VM));
    assertThat(((LoginStep.Granted) end).grant().tokenMetadata())
        .doesNotContainKey("attested_platform");
  }

  private static PendingLogin pendingInstance(String instance) {
    LoginStep step = startOfSet(instance);
    assertThat(step).isInstanceOf(LoginStep.NeedsResource.class);
    return ((LoginStep.NeedsResource) step).pending();
  }

  private static LoginStep startOfSet(String named) {
    return LoginPolicy.start(
        role(ALL),
        systemAssigned(TokenMint.SCALE_SET).mint(),
        LoginPolicyTest.request("", "", "", "", named),
        AudienceKind.FIRST_PARTY,
        AttestedEvidence.NONE.with(evidence(attested())),
        NOW);
  }

  private static ResourceAnswer found(String vmId) {
    return ResourceAnswer.found(new FactsMint(INSTANCE).mint().withVmId(new VmId(vmId)));
  }

  private static ResourceFacts set() {
    return new FactsMint(TokenMint.SCALE_SET).systemAssigned(TokenMint.OID).mint();
  }

  private static LoginStep start(AzureRole role, GuestEvidence evidence) {
    return LoginPolicy.start(
        role,
        systemAssigned(TokenMint.VM).mint(),
        LoginRequest.NOTHING,
        AudienceKind.FIRST_PARTY,
        AttestedEvidence.NONE.with(evidence),
        NOW);
  }

  private static PendingLogin pending(AzureRole role, GuestEvidence evidence) {
    LoginStep step = start(role, evidence);
    assertThat(step).isInstanceOf(LoginStep.NeedsResource.class);
    return ((LoginStep.NeedsResource) step).pending();
  }

  private static LoginStep resume(PendingLogin pending, ResourceFacts facts) {
    return LoginPolicy.resume(pending, ResourceAnswer.found(facts));
  }

  private static ResourceFacts machine(String vmId) {
    return new FactsMint(TokenMint.VM)
        .systemAssigned(TokenMint.OID)
        .mint()
        .withVmId(new VmId(vmId));
  }

  private static GuestMint attested() {
    return new GuestMint(VM_ID);
  }

  private static GuestEvidence evidence(GuestMint mint) {
    return evidence(mint, NOW);
  }

  private static GuestEvidence evidence(GuestMint mint, Instant made) {
    return new GuestEvidence(
        Optional.of(GuestProof.proved(mint.mint(made))), NonceState.FRESH, AGE);
  }

  private static AzureRole role(List<String> demands, String... policies) {
    return LoginPolicyTest.role(
        b ->
            b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
                .attestation(demands)
                .attestationPolicies(List.of(policies)));
  }
}
