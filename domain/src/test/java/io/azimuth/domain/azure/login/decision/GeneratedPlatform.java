package io.azimuth.domain.azure.login.decision;

import io.azimuth.domain.azure.attested.GuestEvidence;
import io.azimuth.domain.azure.attested.GuestMint;
import io.azimuth.domain.azure.attested.GuestProof;
import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.attested.PlatformDemand;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.azure.role.BoundAttestation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a generated role asks of the platform, and the attestation that a generated login shows. */
final class GeneratedPlatform {

  private static final String INSTANCE = TokenMint.SCALE_SET + "/virtualMachines/4";
  private static final String OTHER_VM = "abcdef00-0000-4000-8000-000000000002";
  private static final String OTHER_POLICY = "0000000000000000000000000000000000000000000";
  private static final Duration AGE = Duration.ofMinutes(6);
  private static final List<List<PlatformDemand>> DEMANDS =
      List.of(
          List.of(PlatformDemand.ANY),
          List.of(PlatformDemand.CONFIDENTIAL_VM),
          List.of(PlatformDemand.SECURE_BOOT, PlatformDemand.NO_DEBUG));
  private static final List<NonceState> STATES = List.of(NonceState.values());

  private final Random random;
  private final BoundAttestation asked;
  private final boolean sent;
  private final boolean signed;
  private final boolean old;
  private final GuestMint attestation;
  private final NonceState nonce;
  private final Optional<String> instance;
  private final Optional<ResourceAnswer> answer;

  GeneratedPlatform(int number, VmId own) {
    random = new Random(number * 69_621L);
    asked = oneIn(4) ? demanded() : BoundAttestation.NONE;
    sent = !oneIn(6);
    signed = !oneIn(6);
    old = oneIn(8);
    attestation = attestation(own);
    nonce = oneIn(4) ? STATES.get(random.nextInt(STATES.size())) : NonceState.FRESH;
    instance = oneIn(4) ? Optional.empty() : Optional.of(INSTANCE);
    answer = oneIn(8) ? Optional.empty() : Optional.of(answer(own));
  }

  private BoundAttestation demanded() {
    List<String> policies =
        oneIn(2) ? List.of(oneIn(4) ? OTHER_POLICY : GuestMint.POLICY) : List.of();
    return new BoundAttestation(DEMANDS.get(random.nextInt(DEMANDS.size())), policies);
  }

  private GuestMint attestation(VmId own) {
    GuestMint mint = new GuestMint(oneIn(6) ? OTHER_VM : own.value());
    return switch (random.nextInt(8)) {
      case 0 -> mint.trustedLaunch();
      case 1 -> mint.with("secureboot", false);
      case 2 -> mint.with("x-ms-azurevm-debuggersdisabled", "yes");
      case 3 -> mint.with("x-ms-attestation-type", "sevsnpvm");
      default -> mint;
    };
  }

  private ResourceAnswer answer(VmId own) {
    ResourceFacts facts = new FactsMint(INSTANCE).mint();
    return switch (random.nextInt(8)) {
      case 0 -> ResourceAnswer.ABSENT;
      case 1 -> ResourceAnswer.found(facts);
      case 2 -> ResourceAnswer.found(facts.withVmId(new VmId(OTHER_VM)));
      default -> ResourceAnswer.found(facts.withVmId(own));
    };
  }

  /** What the role asks. */
  BoundAttestation asked() {
    return asked;
  }

  /** The instance that the request names. */
  Optional<String> instance() {
    return asked.isDemanded() ? instance : Optional.empty();
  }

  GuestEvidence evidence(Instant now) {
    if (!asked.isDemanded() || !sent) {
      return GuestEvidence.NONE;
    }
    Optional<GuestProof> proof =
        Optional.of(
            signed
                ? GuestProof.proved(attestation.mint(old ? now.minus(AGE).minusSeconds(1) : now))
                : GuestProof.rejected("its signature is wrong"));
    return new GuestEvidence(proof, signed ? nonce : NonceState.FOREIGN, AGE, answer);
  }

  private boolean oneIn(int bound) {
    return random.nextInt(bound) == 0;
  }

  @Override
  public String toString() {
    return "%s, sent %s, signed %s, old %s, nonce %s, instance %s"
        .formatted(asked, sent, signed, old, nonce, answer);
  }
}
