package io.azimuth.domain.azure.login.check;

import static io.azimuth.domain.azure.login.Logins.NOW;
import static io.azimuth.domain.azure.login.Logins.check;
import static io.azimuth.domain.azure.login.Logins.onlyDenial;
import static io.azimuth.domain.azure.login.Logins.systemAssigned;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTED_DOCUMENT_INVALID;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTED_DOCUMENT_MISSING;
import static io.azimuth.domain.azure.login.check.DenialReason.ATTESTED_NONCE_UNKNOWN;
import static io.azimuth.domain.azure.login.check.DenialReason.NO_VM_ID;
import static io.azimuth.domain.azure.login.check.DenialReason.VM_ID_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.Logins;
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

class AttestedLoginTest {

  private static final String VM_ID = "abcdef00-0000-4000-8000-000000000001";
  private static final String OTHER_VM = "abcdef00-0000-4000-8000-000000000002";
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofHours(6);

  @Test
  void grantsTheMachineItself() {
    LoginStep step = resume(pending(evidence(document())), machine(VM_ID));

    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    assertThat(check(step, CheckName.ATTESTED_DOCUMENT).result()).isEqualTo(CheckOutcome.PASSED);
    assertThat(check(step, CheckName.ATTESTED_NONCE).result()).isEqualTo(CheckOutcome.PASSED);
    assertThat(check(step, CheckName.VM_ID).result()).isEqualTo(CheckOutcome.PASSED);
  }

  @Test
  void comparesTheVmIdWhateverItsLetterCase() {
    assertThat(resume(pending(evidence(document())), machine(VM_ID.toUpperCase(Locale.ROOT))))
        .isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void refusesALoginWithoutADocumentBeforeAzureIsAsked() {
    LoginStep step = start(systemAssigned(TokenMint.VM), AttestedEvidence.NONE);

    assertThat(onlyDenial(step).reason()).isEqualTo(ATTESTED_DOCUMENT_MISSING);
    assertThat(check(step, CheckName.ATTESTED_NONCE).result()).isEqualTo(CheckOutcome.SKIPPED);
    assertThat(check(step, CheckName.VM_ID).result()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void refusesADocumentThatTheCloudDidNotSignAndSaysWhy() {
    Denial denial =
        onlyDenial(
            start(
                systemAssigned(TokenMint.VM),
                new AttestedEvidence(
                    Optional.of(AttestedProof.rejected("its signature is wrong")),
                    NonceState.FOREIGN,
                    LEEWAY)));

    assertThat(denial.reason()).isEqualTo(ATTESTED_DOCUMENT_INVALID);
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: the attested document was not accepted: \"its signature is wrong\""
                + " [attested_document_invalid]");
  }

  @Test
  void judgesTheTimesWithTheLeewayAndNotASecondMore() {
    assertThat(isPending(times(NOW.plus(LEEWAY), NOW.plus(LIFE)))).isTrue();
    assertThat(reason(times(NOW.plus(LEEWAY).plusSeconds(1), NOW.plus(LIFE))))
        .isEqualTo(ATTESTED_DOCUMENT_INVALID);
    assertThat(isPending(times(NOW.minus(LIFE), NOW.minus(LEEWAY).plusSeconds(1)))).isTrue();
    assertThat(reason(times(NOW.minus(LIFE), NOW.minus(LEEWAY))))
        .isEqualTo(ATTESTED_DOCUMENT_INVALID);
    assertThat(reason(times(NOW.plusSeconds(2), NOW.plusSeconds(1))))
        .isEqualTo(ATTESTED_DOCUMENT_INVALID);
  }

  @Test
  void refusesEveryNonceThatIsNotFreshWithTheSameTextForTheCaller() {
    for (NonceState state : List.of(NonceState.USED, NonceState.EXPIRED, NonceState.FOREIGN)) {
      Denial denial = onlyDenial(start(systemAssigned(TokenMint.VM), evidence(document(), state)));

      assertThat(denial.reason()).isEqualTo(ATTESTED_NONCE_UNKNOWN);
      assertThat(denial.actual()).isEqualTo(state.text());
      assertThat(denial.callerText())
          .isEqualTo(
              "permission denied: the nonce of the attested document is not known, has expired or"
                  + " was used [attested_nonce_unknown]");
    }
  }

  @Test
  void refusesADocumentOfAnotherMachineAndTellsNoVmIdOfAzure() {
    Denial denial = onlyDenial(resume(pending(evidence(document())), machine(OTHER_VM)));

    assertThat(denial.reason()).isEqualTo(VM_ID_MISMATCH);
    assertThat(denial.expected()).isEqualTo(OTHER_VM);
    assertThat(denial.callerText()).contains(VM_ID).doesNotContain(OTHER_VM);
  }

  @Test
  void refusesADocumentOfAnotherSubscriptionBeforeAzureIsAsked() {
    AttestedDocument foreign =
        new AttestedDocument(
            "n", NOW, NOW.plus(LIFE), new VmId(VM_ID), new SubscriptionId(Logins.OTHER));

    assertThat(onlyDenial(start(systemAssigned(TokenMint.VM), evidence(foreign))).reason())
        .isEqualTo(VM_ID_MISMATCH);
  }

  @Test
  void refusesWhatIsNoMachineOfItsOwnBeforeAzureIsAsked() {
    for (String resource : List.of(TokenMint.SCALE_SET, Logins.SITE)) {
      assertThat(onlyDenial(start(systemAssigned(resource), evidence(document()))).reason())
          .isEqualTo(NO_VM_ID);
    }
  }

  @Test
  void refusesAMachineOfWhichAzureTellsNoVmId() {
    ResourceFacts facts = new FactsMint(TokenMint.VM).systemAssigned(TokenMint.OID).mint();

    assertThat(onlyDenial(resume(pending(evidence(document())), facts)).reason())
        .isEqualTo(NO_VM_ID);
  }

  @Test
  void asksNothingOfARoleThatDoesNotSetIt() {
    AzureRole role = role(false);
    LoginStep step =
        LoginPolicy.start(
            role,
            systemAssigned(TokenMint.VM).mint(),
            LoginRequest.NOTHING,
            AudienceKind.FIRST_PARTY,
            AttestedEvidence.NONE,
            NOW);

    for (CheckName name :
        List.of(CheckName.ATTESTED_DOCUMENT, CheckName.ATTESTED_NONCE, CheckName.VM_ID)) {
      assertThat(check(step, name).hint())
          .isEqualTo("the role does not set require_attested_document");
    }
  }

  @Test
  void evidenceCannotBeBuiltWrong() {
    assertThatThrownBy(() -> new AttestedProof(Optional.empty(), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AttestedProof(Optional.of(document()), "both"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new AttestedEvidence(Optional.empty(), NonceState.FRESH, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new AttestedEvidence(Optional.empty(), NonceState.FOREIGN, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(VmId.parse("no guid")).isEmpty();
  }

  private static boolean isPending(AttestedDocument document) {
    return start(document) instanceof LoginStep.NeedsResource;
  }

  private static DenialReason reason(AttestedDocument document) {
    return onlyDenial(start(document)).reason();
  }

  private static LoginStep start(AttestedDocument document) {
    return start(systemAssigned(TokenMint.VM), evidence(document));
  }

  private static LoginStep start(TokenMint token, AttestedEvidence evidence) {
    return LoginPolicy.start(
        role(true), token.mint(), LoginRequest.NOTHING, AudienceKind.FIRST_PARTY, evidence, NOW);
  }

  private static PendingLogin pending(AttestedEvidence evidence) {
    LoginStep step = start(systemAssigned(TokenMint.VM), evidence);
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

  private static AttestedDocument document() {
    return times(NOW, NOW.plus(LIFE));
  }

  private static AttestedDocument times(Instant from, Instant until) {
    return new AttestedDocument(
        "n", from, until, new VmId(VM_ID), new SubscriptionId(TokenMint.SUBSCRIPTION));
  }

  private static AttestedEvidence evidence(AttestedDocument document) {
    return evidence(document, NonceState.FRESH);
  }

  private static AttestedEvidence evidence(AttestedDocument document, NonceState nonce) {
    return new AttestedEvidence(Optional.of(AttestedProof.proved(document)), nonce, LEEWAY);
  }

  private static AzureRole role(boolean attested) {
    return LoginPolicyTest.role(
        b ->
            b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
                .requireAttestedDocument(attested));
  }
}
