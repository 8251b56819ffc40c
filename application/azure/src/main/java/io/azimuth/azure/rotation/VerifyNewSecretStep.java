package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.OwnPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.domain.rotation.NewPassword;
import io.azimuth.domain.rotation.PasswordProof;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a new password until it is proved, and then stores it as the one in use. Blocks. */
public final class VerifyNewSecretStep {

  private static final Logger LOG = LoggerFactory.getLogger(VerifyNewSecretStep.class);
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final int MAX_PROOFS = 1_024;

  private final LruCache<String, PasswordProof> proofs = new LruCache<>(MAX_PROOFS);
  private final RotationJournal journal;
  private final RotationPlanner plans;
  private final DirectoryAccessFactory accesses;
  private final ConfigStore configs;
  private final Clock clock;

  public VerifyNewSecretStep(
      RotationJournal journal,
      RotationPlanner plans,
      DirectoryAccessFactory accesses,
      ConfigStore configs,
      Clock clock) {
    this.journal = journal;
    this.plans = plans;
    this.accesses = accesses;
    this.configs = configs;
    this.clock = clock;
  }

  /** Makes one attempt; returns when the next one is due. */
  Instant run(PendingRotation step) {
    Rotation rotation = step.rotation();
    Optional<CredentialRotator> rotator = plans.rotator(rotation.application().cloud());
    AzureAnswer<Instant> answer =
        rotator.isPresent()
            ? prove(step, rotator.get())
            : new AzureAnswer.Unavailable<>("the cloud is gone", Duration.ZERO);
    Instant now = clock.instant();
    PasswordProof before = proofs.find(rotation.name()).orElseGet(() -> PasswordProof.none(now));
    PasswordProof proof = after(before, answer, now);
    proofs.put(rotation.name(), proof);
    if (proof.isComplete(now)) {
      takeOver(step, now);
    } else if (answer instanceof AzureAnswer.Refused<Instant> refused
        && proof.isHopeless(rotation.since(), now)) {
      giveUp(step, "the new password was never accepted: " + refused.detail(), now);
    }
    return proof.next();
  }

  private AzureAnswer<Instant> prove(PendingRotation step, CredentialRotator rotator) {
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

  private static PasswordProof after(
      PasswordProof proof, AzureAnswer<Instant> answer, Instant now) {
    if (answer instanceof AzureAnswer.Done<Instant>) {
      return proof.succeeded(now);
    }
    if (answer instanceof AzureAnswer.Refused<Instant>) {
      return proof.refused(now);
    }
    return proof.unanswered(now, answer.retryAfter());
  }

  private void takeOver(PendingRotation step, Instant now) {
    Rotation rotation = step.rotation();
    if (!rotation.addedOrThrow().isOfUse(now)) {
      giveUp(step, "the new password ends at " + rotation.addedOrThrow().expires(), now);
      return;
    }
    boolean done =
        journal.write(
            step.mountUuid(), Optional.of(rotation), work -> stageTakeOver(work, rotation, now));
    if (done) {
      LOG.info(
          "rotation: the new password is proved and in use, mount={}, key_id={}, expires={}",
          step.mountUuid(),
          rotation.addedOrThrow().keyId(),
          rotation.addedOrThrow().expires());
    }
  }

  // Other settings that an operator changed meanwhile stay as written.
  private void stageTakeOver(MountTransaction work, Rotation rotation, Instant now) {
    NewPassword added = rotation.addedOrThrow();
    AzureSettings settings =
        configs
            .stored(work)
            .map(ConfigFields::decode)
            .orElseThrow(ConcurrentConfigChangeException::new);
    configs.put(
        work,
        settings.with(
            settings
                .identity()
                .with(added.value(), new OwnPassword(added.keyId(), added.expires())),
            work.epoch()));
    journal.put(work, rotation.switched(now));
    journal.put(work, journal.history(work).succeeded(now));
  }

  private void giveUp(PendingRotation step, String why, Instant now) {
    Rotation abandoned = step.rotation().abandoned(Optional.of(why), now);
    boolean done =
        journal.write(
            step.mountUuid(), Optional.of(step.rotation()), work -> journal.put(work, abandoned));
    if (done) {
      LOG.warn("rotation: given up, mount={}: {}", step.mountUuid(), why);
    }
  }
}
