package io.azimuth.domain.azure.login.decision;

import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.azure.role.BoundAttestation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a generated login shows of its machine, and what Azure knows of it. */
final class GeneratedAttestation {

  private static final VmId OWN = new VmId("abcdef00-0000-4000-8000-000000000001");
  private static final VmId OTHER = new VmId("abcdef00-0000-4000-8000-000000000002");
  private static final SubscriptionId ELSEWHERE =
      new SubscriptionId("dddddddd-0000-4000-8000-00000000000d");
  private static final List<NonceState> STATES = List.of(NonceState.values());
  private static final Duration LIFE = Duration.ofHours(6);
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private final boolean asked;
  private final boolean sent;
  private final boolean signed;
  private final boolean old;
  private final NonceState nonce;
  private final SubscriptionId subscription;
  private final Optional<VmId> known;
  private final GeneratedPlatform platform;

  GeneratedAttestation(int number) {
    platform = new GeneratedPlatform(number, OWN);
    Random random = new Random(number * 40_503L);
    asked = random.nextInt(4) == 0;
    sent = random.nextInt(6) != 0;
    signed = random.nextInt(6) != 0;
    old = random.nextInt(8) == 0;
    nonce = random.nextInt(4) == 0 ? STATES.get(random.nextInt(STATES.size())) : NonceState.FRESH;
    subscription = random.nextInt(6) == 0 ? ELSEWHERE : new SubscriptionId(TokenMint.SUBSCRIPTION);
    int knowledge = random.nextInt(8);
    known = knowledge == 0 ? Optional.empty() : Optional.of(knowledge == 1 ? OTHER : OWN);
  }

  /** Whether the role asks for a document. */
  boolean isAsked() {
    return asked;
  }

  /** What the role asks of the platform, where it binds resources. */
  BoundAttestation asksOfPlatform() {
    return platform.asked();
  }

  AttestedEvidence evidence(Instant now) {
    return document(now).with(platform.evidence(now));
  }

  /** The instance that a request may name. */
  Optional<String> instance() {
    return platform.instance();
  }

  private AttestedEvidence document(Instant now) {
    if (!asked || !sent) {
      return AttestedEvidence.NONE;
    }
    if (!signed) {
      return new AttestedEvidence(
          Optional.of(AttestedProof.rejected("its signature is wrong")),
          NonceState.FOREIGN,
          LEEWAY);
    }
    Instant made = old ? now.minus(LIFE).minus(LEEWAY) : now;
    return new AttestedEvidence(
        Optional.of(
            AttestedProof.proved(
                new AttestedDocument("n", made, made.plus(LIFE), OWN, subscription))),
        nonce,
        LEEWAY);
  }

  /** The facts with what Azure knows of the machine. */
  ResourceFacts complete(ResourceFacts facts) {
    return known.map(facts::withVmId).orElse(facts);
  }

  @Override
  public String toString() {
    return "sent %s, signed %s, old %s, nonce %s, platform %s"
        .formatted(sent, signed, old, nonce, platform);
  }
}
