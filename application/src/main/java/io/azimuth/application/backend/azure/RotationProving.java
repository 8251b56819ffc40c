package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.CredentialRotator;
import io.azimuth.application.port.azure.CredentialRotator.Purpose;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.remote.RecentlyUsed;
import io.azimuth.domain.rotation.NewPassword;
import io.azimuth.domain.rotation.Proof;
import io.azimuth.domain.rotation.Rotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a new password until it can be trusted, and then lets it take over. Blocks. */
final class RotationProving {

  private static final Logger LOG = LoggerFactory.getLogger(RotationProving.class);
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final int MAX_PROOFS = 1_024;

  private final RecentlyUsed<String, Proof> proofs = new RecentlyUsed<>(MAX_PROOFS);
  private final RotationJournal journal;
  private final RotationPlans plans;
  private final AzureAccesses accesses;
  private final ConfigStore configs;
  private final Clock clock;

  RotationProving(
      RotationJournal journal,
      RotationPlans plans,
      AzureAccesses accesses,
      ConfigStore configs,
      Clock clock) {
    this.journal = journal;
    this.plans = plans;
    this.accesses = accesses;
    this.configs = configs;
    this.clock = clock;
  }

  /** One try; when the next one is due. */
  Instant run(RotationStep step) {
    Rotation rotation = step.rotation();
    Optional<CredentialRotator> rotator = plans.rotator(rotation.application().cloud());
    AzureAnswer<Instant> answer =
        rotator.isPresent()
            ? prove(step, rotator.get())
            : new AzureAnswer.Unavailable<>("the cloud is gone", Duration.ZERO);
    Instant now = clock.instant();
    Proof before = proofs.find(rotation.name()).orElseGet(() -> Proof.none(now));
    Proof proof = after(before, answer, now);
    proofs.put(rotation.name(), proof);
    if (proof.isComplete(now)) {
      takeOver(step, now);
    } else if (answer instanceof AzureAnswer.Refused<Instant> refused
        && proof.isHopeless(rotation.since(), now)) {
      giveUp(step, "the new password was never accepted: " + refused.detail(), now);
    }
    return proof.next();
  }

  private AzureAnswer<Instant> prove(RotationStep step, CredentialRotator rotator) {
    Rotation rotation = step.rotation();
    return rotator.prove(
        accesses.of(
            step.mountUuid(),
            step.settings(),
            rotation.application(),
            rotation.addedOrThrow().value()),
        Purpose.RESOURCE_MANAGER,
        CALL);
  }

  private static Proof after(Proof proof, AzureAnswer<Instant> answer, Instant now) {
    if (answer instanceof AzureAnswer.Done<Instant>) {
      return proof.succeeded(now);
    }
    if (answer instanceof AzureAnswer.Refused<Instant>) {
      return proof.refused(now);
    }
    return proof.unanswered(now, answer.retryAfter());
  }

  private void takeOver(RotationStep step, Instant now) {
    Rotation rotation = step.rotation();
    if (!rotation.addedOrThrow().isOfUse(now)) {
      giveUp(step, "the new password ends at " + rotation.addedOrThrow().expires(), now);
      return;
    }
    boolean done =
        journal.write(
            step.mountUuid(),
            Optional.of(rotation),
            work -> stageTakeOver(work, step.mountUuid(), rotation, now));
    if (done) {
      LOG.info(
          "rotation: the new password is proved and in use, mount={}, key_id={}, expires={}",
          step.mountUuid(),
          rotation.addedOrThrow().keyId(),
          rotation.addedOrThrow().expires());
    }
  }

  // Whatever else an operator changed meanwhile stays as he wrote it.
  private void stageTakeOver(UnitOfWork work, String mountUuid, Rotation rotation, Instant now) {
    NewPassword added = rotation.addedOrThrow();
    AzureSettings settings =
        configs
            .stored(work, mountUuid)
            .map(ConfigFields::decode)
            .orElseThrow(RotationOvertakenException::new);
    configs.put(
        work,
        mountUuid,
        settings.with(
            settings
                .identity()
                .with(added.value(), new OwnPassword(added.keyId(), added.expires())),
            work.epoch()));
    journal.put(work, mountUuid, rotation.switched(now));
    journal.put(work, mountUuid, journal.history(work, mountUuid).succeeded(now));
  }

  private void giveUp(RotationStep step, String why, Instant now) {
    Rotation abandoned = step.rotation().abandoned(Optional.of(why), now);
    boolean done =
        journal.write(
            step.mountUuid(),
            Optional.of(step.rotation()),
            work -> journal.put(work, step.mountUuid(), abandoned));
    if (done) {
      LOG.warn("rotation: given up, mount={}: {}", step.mountUuid(), why);
    }
  }
}
