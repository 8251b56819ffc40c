package io.azimuth.domain.azure.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundAttestationTest {

  private static final String HASH = "wm9mHlvTU82e8UqoOy1Yj1FBRSNkfe99-69IYDq9eWs";

  @Test
  void takesTheKnownWordsOnceAndInTheirOrder() {
    Bindings bindings = bound().attestation(List.of("no_debug", "secure_boot", "no_debug")).build();

    assertThat(bindings.resource().attestation().words())
        .containsExactly("no_debug", "secure_boot");
    assertThat(bindings.toBuilder().build()).isEqualTo(bindings);
  }

  @Test
  void namesTheKnownWords() {
    assertThat(bound().attestation(List.of("secure_boot", "secureboot")).problems())
        .containsExactly(
            "bound_attestation knows any, confidential_vm, secure_boot, no_debug, not"
                + " \"secureboot\"");
    assertThat(bound().attestation(List.of("any", "no_debug")).problems())
        .containsExactly("bound_attestation \"any\" stands alone: each other word asks for more");
  }

  @Test
  void takesHashesAsTheServiceWritesThem() {
    assertThat(attested().attestationPolicies(List.of(HASH)).problems()).isEmpty();
    for (List<String> wrong :
        List.of(List.of(HASH + "="), List.of(""), Collections.nCopies(17, HASH))) {
      assertThat(attested().attestationPolicies(wrong).problems())
          .singleElement()
          .asString()
          .startsWith("bound_attestation_policy_hashes has at most 16 values");
    }
  }

  @Test
  void aPolicyWithoutAnAttestationIsRefused() {
    assertThat(bound().attestationPolicies(List.of(HASH)).problems())
        .singleElement()
        .asString()
        .startsWith("bound_attestation_policy_hashes needs bound_attestation");
    assertThatThrownBy(() -> new BoundAttestation(List.of(), List.of(HASH)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void needsAMachineThatResourceManagerShows() {
    assertThat(attested().resourceProof("claims").problems())
        .singleElement()
        .asString()
        .startsWith("bound_attestation needs resource_proof \"directory\"");
    assertThat(Bindings.builder().attestation(List.of("any")).problems())
        .singleElement()
        .asString()
        .startsWith("bound_attestation needs a binding to resources");
  }

  private static BindingsBuilder attested() {
    return bound().attestation(List.of("any"));
  }

  private static BindingsBuilder bound() {
    return Bindings.builder().bind(BoundField.SUBSCRIPTIONS, List.of("s"));
  }
}
