package io.azimuth.azure.rotation;

import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.LostPasswordSearch;
import io.azimuth.domain.rotation.NewPassword;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start of a rotation: stores the intent with a unique name, adds the password, and stores it,
 * before the caller is answered. Blocks. After a failure at any point the journal shows what may be
 * in Azure.
 */
public final class AddSecretStep {

  private static final Logger LOG = LoggerFactory.getLogger(AddSecretStep.class);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final int TRIES = 2;

  private static final int MAX_BEGUN = 1_024;

  private final LruCache<String, Boolean> begun = new LruCache<>(MAX_BEGUN);
  private final RotationJournal journal;
  private final ConfigStore configs;
  private final SecretGenerator secrets;
  private final Clock clock;

  public AddSecretStep(
      RotationJournal journal, ConfigStore configs, SecretGenerator secrets, Clock clock) {
    this.journal = journal;
    this.configs = configs;
    this.secrets = secrets;
    this.clock = clock;
  }

  boolean isOurs(Rotation rotation) {
    return begun.find(rotation.name()).isPresent();
  }

  RotationOutcome run(RotationPlan plan) {
    RotationOutcome outcome = new RotationOutcome.Pending();
    for (int tries = 0; tries < TRIES; tries++) {
      Rotation rotation = intent(plan);
      begun.put(rotation.name(), true);
      if (!journal.write(
          plan.mountUuid(), Optional.empty(), work -> intend(work, plan, rotation))) {
        return new RotationOutcome.Pending();
      }
      LOG.info("rotation begins, mount={}, password={}", plan.mountUuid(), rotation.name());
      Attempt attempt = addPassword(plan, rotation);
      outcome = attempt.outcome();
      if (!attempt.again()) {
        return outcome;
      }
    }
    return outcome;
  }

  private Rotation intent(RotationPlan plan) {
    return Rotation.intended(
        "azimuth-" + secrets.uuid(),
        clock.instant(),
        plan.application(),
        plan.old(),
        plan.requester());
  }

  // Only for the settings that the plan was made from: a change of these is committed before or
  // after.
  private void intend(MountTransaction work, RotationPlan plan, Rotation rotation) {
    boolean same =
        configs
            .stored(work)
            .map(ConfigFields::decode)
            .filter(now -> now.azure().version() == plan.version())
            .isPresent();
    if (!same) {
      throw new ConcurrentConfigChangeException();
    }
    journal.put(work, rotation);
  }

  private Attempt addPassword(RotationPlan plan, Rotation rotation) {
    AzureAnswer<RegisteredApplication> found =
        plan.rotator().find(plan.access(), plan.application().clientId(), CALL);
    if (!(found instanceof AzureAnswer.Done<RegisteredApplication> application)) {
      return nothingHappened(plan, rotation, found);
    }
    String objectId = application.value().objectId();
    Instant expires = clock.instant().plus(plan.ttl());
    AzureAnswer<AddedPassword> added =
        plan.rotator().add(plan.access(), objectId, rotation.name(), expires, CALL);
    if (added instanceof AzureAnswer.Done<AddedPassword> done) {
      return keep(plan, rotation, objectId, done.value());
    }
    return added instanceof AzureAnswer.Uncertain<AddedPassword> uncertain
        ? takeBack(plan, rotation, uncertain.detail())
        : nothingHappened(plan, rotation, added);
  }

  private Attempt keep(
      RotationPlan plan, Rotation rotation, String objectId, AddedPassword password) {
    Rotation added =
        rotation.added(
            new NewPassword(password.keyId(), password.value(), password.expires()),
            objectId,
            clock.instant());
    boolean kept =
        journal.write(plan.mountUuid(), Optional.of(rotation), work -> journal.put(work, added));
    if (kept) {
      LOG.info(
          "rotation: the new password is stored and will be tried, mount={}, password={},"
              + " key_id={}",
          plan.mountUuid(),
          rotation.name(),
          password.keyId());
      return Attempt.last(new RotationOutcome.Begun(rotation.name()));
    }
    // The rotation was cancelled meanwhile; the journal has it as abandoned, so this removal only
    // saves time.
    var unused = plan.rotator().remove(plan.access(), objectId, password.keyId(), CALL);
    return Attempt.last(
        new RotationOutcome.Refused("the rotation was cancelled by a change of the configuration"));
  }

  private Attempt nothingHappened(RotationPlan plan, Rotation rotation, AzureAnswer<?> answer) {
    String detail = answer.detail();
    end(plan, rotation, detail);
    if (answer instanceof AzureAnswer.Refused<?>) {
      return Attempt.last(new RotationOutcome.Refused(detail));
    }
    return Attempt.last(new RotationOutcome.Unavailable(detail, answer.retryAfter()));
  }

  // The password may exist, and its text is not known: it is removed, and another one is tried.
  private Attempt takeBack(RotationPlan plan, Rotation rotation, String detail) {
    LOG.warn(
        "rotation: it is not known whether a password was added, mount={}, password={}: {}",
        plan.mountUuid(),
        rotation.name(),
        detail);
    if (remove(plan, rotation)) {
      end(plan, rotation, detail);
      return new Attempt(new RotationOutcome.Unavailable(detail, Duration.ZERO), true);
    }
    return Attempt.last(
        new RotationOutcome.Unavailable(
            detail + "; what it may have added is being removed", Duration.ZERO));
  }

  private boolean remove(RotationPlan plan, Rotation rotation) {
    CredentialRotator rotator = plan.rotator();
    AzureAnswer<RegisteredApplication> found =
        rotator.find(plan.access(), plan.application().clientId(), CALL);
    if (!(found instanceof AzureAnswer.Done<RegisteredApplication> application)) {
      return false;
    }
    Optional<KnownPassword> lost =
        LostPasswordSearch.find(rotation, application.value().passwords());
    return lost.isPresent()
        && rotator.remove(plan.access(), application.value().objectId(), lost.get().keyId(), CALL)
            instanceof AzureAnswer.Done<Boolean>;
  }

  private void end(RotationPlan plan, Rotation rotation, String why) {
    var unused =
        journal.write(
            plan.mountUuid(),
            Optional.of(rotation),
            work -> {
              journal.clear(work);
              journal.put(work, journal.history(work).failed(clock.instant(), why));
            });
    LOG.warn("rotation: nothing came of it, mount={}: {}", plan.mountUuid(), why);
  }

  /** The outcome for one password, and whether to try another one. */
  private record Attempt(RotationOutcome outcome, boolean again) {

    static Attempt last(RotationOutcome outcome) {
      return new Attempt(outcome, false);
    }
  }
}
