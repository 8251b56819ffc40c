package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.ConfigVersions;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.OwnPassword;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.rotation.RotationHistory.Leftover;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.NewPassword;
import io.azimuth.domain.rotation.OldPasswordRule;
import io.azimuth.domain.rotation.PasswordProof;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rotation of a password or a certificate from its begin to its end:
 *
 * <pre>
 *          start             start              prove                 removeOld
 *   (none) -----> INTENDED ---------> PROVING ---------> CLEANING -----------------> (none)
 *                    | interrupted       | never accepted
 *                    +-----> ABANDONING <+         removeNew
 *                                 +------------------------------------------------> (none)
 * </pre>
 *
 * <p>A change of the configuration may also lead to ABANDONING ({@link RotationCancellation}). Each
 * step reads the rotation from the journal, works in Azure, and writes the next state only if the
 * journal still holds the rotation that was read: after a kill, the step of the stored state runs
 * again. All steps block; at most one runs for a mount ({@link RotationRunner}).
 */
public final class RotationStateMachine {

  private static final Logger LOG = LoggerFactory.getLogger(RotationStateMachine.class);

  private static final String INTERRUPTED =
      "interrupted before the new %s was stored; nothing of it is left";
  private static final String CANCELLED = "cancelled by a change of the configuration";

  // After an answer of Azure that leaves open whether a password was added, another one is added.
  private static final int PASSWORDS = 2;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final int MAX_REMEMBERED = 1_024;

  private final LruCache<String, Boolean> started = new LruCache<>(MAX_REMEMBERED);
  private final LruCache<String, RotationAttempts> attempts = new LruCache<>(MAX_REMEMBERED);
  private final RotationJournal journal;
  private final RotationCounter counter;
  private final ConfigStore configs;
  private final ConfigVersions versions;
  private final SharedClientCheck sharing;
  private final MountStore store;
  private final Clouds clouds;
  private final DirectoryAccessFactory accesses;
  private final SecretGenerator secrets;
  private final Clock clock;

  public RotationStateMachine(
      RotationJournal journal,
      RotationCounter counter,
      ConfigStore configs,
      MountStore store,
      Clouds clouds,
      DirectoryAccessFactory accesses,
      SecretGenerator secrets,
      Clock clock) {
    this.journal = journal;
    this.counter = counter;
    this.configs = configs;
    this.versions = new ConfigVersions(secrets);
    this.sharing = new SharedClientCheck(store, configs);
    this.store = store;
    this.clouds = clouds;
    this.accesses = accesses;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Decides whether the password or certificate of a mount can be rotated.
   *
   * @throws RefusedException when it cannot
   */
  RotationPlan plan(MountTransaction work, Optional<String> requester) {
    AzureSettings settings =
        configs
            .find(work)
            .orElseThrow(() -> RefusedException.invalid("the mount is not configured"));
    RotationPlan plan = new RotationPlan(work.mountUuid(), settings, requester);
    if (rotator(settings.environment()).isEmpty()) {
      throw RefusedException.invalid("this cloud has no Microsoft Graph");
    }
    return plan;
  }

  /**
   * Begins a rotation, up to the moment when its new password is durable.
   *
   * @throws StaleReadException when the settings are no longer those of the plan; nothing was done
   */
  RotationOutcome start(RotationPlan plan) {
    return start(plan, PASSWORDS);
  }

  // (none) -> INTENDED -> PROVING, or back to (none) when Azure did not add a password.
  private RotationOutcome start(RotationPlan plan, int passwords) {
    Rotation intended = plan.intended("azimuth-" + secrets.uuid(), clock.instant());
    Step step = step(plan.mountUuid(), intended, Optional.of(plan.settings()));
    started.put(intended.name(), true);
    if (!journal.write(step.mountUuid(), Optional.empty(), work -> intend(work, plan, intended))) {
      return new RotationOutcome.Pending();
    }
    LOG.info("rotation begins, mount={}, {}={}", step.mountUuid(), step.noun(), intended.name());
    ApplicationPasswords azure = signedIn(step, intended.old().value());
    AzureAnswer<RegisteredApplication> found = azure.find();
    if (!(found instanceof AzureAnswer.Done<RegisteredApplication> application)) {
      return cameToNothing(step, found);
    }
    String objectId = application.value().objectId();
    AzureAnswer<AddedPassword> added =
        azure.add(objectId, intended.name(), clock.instant().plus(plan.ttl()));
    if (added instanceof AzureAnswer.Done<AddedPassword> password) {
      return keep(step, azure, objectId, password.value());
    }
    return added instanceof AzureAnswer.Uncertain<AddedPassword>
        ? startAgain(plan, step, azure, added.detail(), passwords - 1)
        : cameToNothing(step, added);
  }

  // A change of the settings that the plan was made from is committed before or after.
  private void intend(MountTransaction work, RotationPlan plan, Rotation intended) {
    long version = plan.settings().azure().version();
    if (stored(work).filter(now -> now.azure().version() == version).isEmpty()) {
      throw new StaleReadException();
    }
    journal.put(work, intended);
  }

  private RotationOutcome keep(
      Step step, ApplicationPasswords azure, String objectId, AddedPassword password) {
    NewPassword added = new NewPassword(password.keyId(), password.value(), password.expires());
    if (enter(step, step.rotation().added(added, objectId, clock.instant()))) {
      LOG.info(
          "rotation: the new {} is stored and will be tried, mount={}, name={}, key_id={}",
          step.noun(),
          step.mountUuid(),
          step.rotation().name(),
          added.keyId());
      return new RotationOutcome.Begun(step.rotation().name());
    }
    // The journal has the rotation as abandoned, so this removal only saves time.
    var unused = azure.remove(objectId, added.keyId());
    return new RotationOutcome.Refused("the rotation was " + CANCELLED);
  }

  private RotationOutcome cameToNothing(Step step, AzureAnswer<?> answer) {
    cameToNothing(step, answer.detail());
    return answer instanceof AzureAnswer.Refused<?>
        ? new RotationOutcome.Refused(answer.detail())
        : new RotationOutcome.Unavailable(answer.detail(), answer.retryAfter());
  }

  private void cameToNothing(Step step, String why) {
    Instant now = clock.instant();
    record(step, history -> history.failed(now, why));
    LOG.warn("rotation: nothing came of it, mount={}: {}", step.mountUuid(), why);
  }

  // The credential may exist, and its text or its id is not known: it is removed, and another one
  // is tried.
  private RotationOutcome startAgain(
      RotationPlan plan, Step step, ApplicationPasswords azure, String detail, int passwords) {
    LOG.warn(
        "rotation: it is not known whether a {} was added, mount={}, name={}: {}",
        step.noun(),
        step.mountUuid(),
        step.rotation().name(),
        detail);
    boolean removed =
        azure.removeAdded(step.rotation()) instanceof AzureAnswer.Done<Boolean> done
            && done.value();
    if (!removed) {
      return new RotationOutcome.Unavailable(
          detail + "; what it may have added is being removed", Duration.ZERO);
    }
    cameToNothing(step, detail);
    return passwords > 0
        ? start(plan, passwords)
        : new RotationOutcome.Unavailable(detail, Duration.ZERO);
  }

  /** Whether the next step of a rotation may run now. */
  boolean isDue(Rotation rotation) {
    Instant now = clock.instant();
    RotationAttempts seen = attempts.get(key(rotation), unseen -> RotationAttempts.none(now));
    return !seen.isPausing(now) && !isPerhapsStarting(rotation, seen, now);
  }

  // Another node, or this one before a restart, may still be waiting for Azure's answer.
  private boolean isPerhapsStarting(Rotation rotation, RotationAttempts seen, Instant now) {
    return rotation.state() == RotationState.INTENDED
        && started.find(rotation.name()).isEmpty()
        && seen.isPerhapsStarting(now);
  }

  /** Runs the next step of a rotation that was started, by this process or by another one. */
  void advance(String mountUuid, Rotation rotation) {
    Step step = step(mountUuid, rotation, configs.find(store.begin(mountUuid)));
    RotationAttempts after =
        switch (rotation.state()) {
          case INTENDED -> interrupted(step);
          case PROVING -> prove(step);
          case CLEANING -> removeOld(step);
          case ABANDONING -> removeNew(step);
        };
    attempts.put(key(rotation), after);
    LOG.debug(
        "rotation goes on, state={}, next={}, mount={}", rotation.state(), after.next(), mountUuid);
  }

  // INTENDED -> ABANDONING. The process that began it may still receive the password but can no
  // longer store it.
  private RotationAttempts interrupted(Step step) {
    var unused =
        enter(
            step,
            step.rotation().abandoned(Optional.of(INTERRUPTED.formatted(step.noun())), step.now()));
    return step.triedUntil(step.now());
  }

  // PROVING -> PROVING until the proof is complete -> CLEANING, or ABANDONING.
  private RotationAttempts prove(Step step) {
    NewPassword added = step.rotation().addedOrThrow();
    AzureAnswer<Instant> answer = signedIn(step, added.value()).prove();
    Instant now = clock.instant();
    PasswordProof proof = after(step.attempts().proof(), answer, now);
    if (proof.isComplete(now) && added.isOfUse(now)) {
      takeOver(step, added, now);
    } else if (proof.isComplete(now)) {
      giveUp(step, "the new " + step.noun() + " ends at " + added.expires(), now);
    } else if (answer instanceof AzureAnswer.Refused<Instant>
        && proof.isHopeless(step.rotation().since(), now)) {
      giveUp(step, "the new " + step.noun() + " was never accepted: " + answer.detail(), now);
    }
    return step.attempts().proved(step.now(), proof);
  }

  private static PasswordProof after(
      PasswordProof proof, AzureAnswer<Instant> answer, Instant now) {
    if (answer instanceof AzureAnswer.Done<Instant>) {
      return proof.succeeded(now);
    }
    return answer instanceof AzureAnswer.Refused<Instant>
        ? proof.refused(now)
        : proof.unanswered(now, answer.retryAfter());
  }

  private void takeOver(Step step, NewPassword added, Instant now) {
    boolean done =
        journal.write(
            step.mountUuid(),
            Optional.of(step.rotation()),
            work -> {
              use(step.rotation().kind(), added, work);
              journal.put(work, step.rotation().switched(now));
              journal.put(work, journal.history(work).succeeded(now));
            });
    if (done) {
      LOG.info(
          "rotation: the new {} is proved and in use, mount={}, key_id={}, expires={}",
          step.noun(),
          step.mountUuid(),
          added.keyId(),
          added.expires());
    }
  }

  // Other settings that an operator changed meanwhile stay as written.
  private void use(RotatedKind kind, NewPassword added, MountTransaction work) {
    AzureSettings settings = stored(work).orElseThrow(StaleReadException::new);
    OwnPassword own = new OwnPassword(added.keyId(), added.expires());
    configs.put(
        work, settings.with(settings.identity().with(kind, added.value(), own), versions.next()));
  }

  private void giveUp(Step step, String why, Instant now) {
    if (enter(step, step.rotation().abandoned(Optional.of(why), now))) {
      LOG.warn("rotation: given up, mount={}: {}", step.mountUuid(), why);
    }
  }

  // CLEANING -> (none). Removes the credential that was replaced, if it is certain which one it is.
  private RotationAttempts removeOld(Step step) {
    Rotation rotation = step.rotation();
    ApplicationPasswords azure = signedIn(step, rotation.addedOrThrow().value());
    AzureAnswer<RegisteredApplication> found = azure.find();
    if (!(found instanceof AzureAnswer.Done<RegisteredApplication> application)) {
      return oldStays(step, found);
    }
    List<KnownPassword> known = application.value().credentials(rotation.kind());
    OldPasswordRule.Verdict verdict =
        OldPasswordRule.decide(
            rotation, known, sharing.isShared(step.mountUuid(), rotation.application()));
    if (verdict.remove().isPresent()) {
      String keyId = verdict.remove().get();
      AzureAnswer<Boolean> removed = azure.remove(application.value().objectId(), keyId);
      if (!(removed instanceof AzureAnswer.Done<Boolean>)) {
        return oldStays(step, removed);
      }
      LOG.info(
          "rotation: the old {} is removed, mount={}, key_id={}",
          step.noun(),
          step.mountUuid(),
          keyId);
    }
    return end(step, history -> history.cleaned(rotation, known, verdict));
  }

  private RotationAttempts oldStays(Step step, AzureAnswer<?> answer) {
    Leftover left =
        Leftover.replaced(
            step.rotation(),
            "the replaced " + step.noun() + " could not be removed: " + answer.detail());
    return failed(
        step, answer, "the old " + step.noun(), history -> history.withLeftovers(List.of(left)));
  }

  // ABANDONING -> (none). Removes the password that was added, with any credential that works.
  private RotationAttempts removeNew(Step step) {
    Rotation rotation = step.rotation();
    String why = rotation.failure().orElse(CANCELLED);
    AzureAnswer<Boolean> last = new AzureAnswer.Uncertain<>("");
    for (DirectoryAccess access : usable(step)) {
      last = passwords(rotation, access).removeAdded(rotation);
      if (last instanceof AzureAnswer.Done<Boolean> removed) {
        return removed(step, removed.value(), why);
      }
    }
    Leftover left =
        Leftover.added(
            rotation,
            "a " + step.noun() + " that nobody uses could not be removed: " + last.detail());
    return failed(
        step,
        last,
        "a " + step.noun() + " that nobody uses",
        history -> history.failed(step.now(), why).withLeftovers(List.of(left)));
  }

  private RotationAttempts removed(Step step, boolean found, String why) {
    if (!found && !step.attempts().isSearchOver(step.now())) {
      return step.triedUntil(step.now().plus(LOOK_AGAIN));
    }
    if (found) {
      LOG.info(
          "rotation: the {} that nobody uses is removed, mount={}, name={}",
          step.noun(),
          step.mountUuid(),
          step.rotation().name());
    }
    return end(step, history -> history.failed(step.now(), why));
  }

  // The credential in use, unless it belongs to another application now; the old one; the new one.
  private List<DirectoryAccess> usable(Step step) {
    Rotation rotation = step.rotation();
    Stream<DirectoryAccess> inUse =
        step
            .settings()
            .filter(it -> it.application().isSameAs(rotation.application()))
            .flatMap(it -> accesses.find(step.mountUuid(), it).value())
            .stream();
    Stream<DirectoryAccess> own =
        Stream.concat(
                Stream.of(rotation.old().value()),
                rotation.added().map(NewPassword::value).stream())
            .map(it -> access(step, it));
    return Stream.concat(inUse, own).distinct().toList();
  }

  // Stays in the state, or ends the rotation when this has been tried for long enough.
  private RotationAttempts failed(
      Step step, AzureAnswer<?> answer, String what, UnaryOperator<RotationHistory> left) {
    RotationAttempts after = step.attempts().failed(step.now(), answer.retryAfter());
    if (after.areEnough(step.rotation().since())) {
      return end(step, left);
    }
    LOG.warn(
        "rotation: {} is not removed yet, it will be tried again, mount={}, name={}: {}",
        what,
        step.mountUuid(),
        step.rotation().name(),
        answer.detail());
    return after;
  }

  private RotationAttempts end(Step step, UnaryOperator<RotationHistory> result) {
    record(step, result);
    return step.triedUntil(step.now());
  }

  private void record(Step step, UnaryOperator<RotationHistory> result) {
    if (journal.end(step.mountUuid(), step.rotation(), result)) {
      counter.ended(step.mountUuid(), step.rotation());
    }
  }

  private boolean enter(Step step, Rotation next) {
    return journal.write(
        step.mountUuid(), Optional.of(step.rotation()), work -> journal.put(work, next));
  }

  private Optional<AzureSettings> stored(MountTransaction work) {
    return configs.stored(work).map(ConfigFields::decode);
  }

  private ApplicationPasswords signedIn(Step step, SecretText password) {
    return passwords(step.rotation(), access(step, password));
  }

  private DirectoryAccess access(Step step, SecretText password) {
    Rotation rotation = step.rotation();
    return accesses.of(
        step.mountUuid(), step.settings(), rotation.application(), rotation.kind(), password);
  }

  private ApplicationPasswords passwords(Rotation rotation, DirectoryAccess access) {
    return new ApplicationPasswords(
        rotator(rotation.application().cloud()),
        access,
        rotation.application().clientId(),
        rotation.kind());
  }

  private Optional<CredentialRotator> rotator(String cloud) {
    return clouds.named(cloud).flatMap(it -> it.service(CredentialRotator.class));
  }

  private Step step(String mountUuid, Rotation rotation, Optional<AzureSettings> settings) {
    Instant now = clock.instant();
    RotationAttempts before =
        attempts.find(key(rotation)).orElseGet(() -> RotationAttempts.none(now));
    return new Step(mountUuid, rotation, settings, now, before);
  }

  private static String key(Rotation rotation) {
    return rotation.name() + rotation.state();
  }

  /**
   * What a step works on.
   *
   * @param rotation as the journal has it
   * @param settings the settings in force; empty when they were deleted
   * @param now the moment of the step
   * @param attempts in this state so far
   */
  private record Step(
      String mountUuid,
      Rotation rotation,
      Optional<AzureSettings> settings,
      Instant now,
      RotationAttempts attempts) {

    /** The word for what is rotated. */
    String noun() {
      return rotation.kind().noun();
    }

    RotationAttempts triedUntil(Instant next) {
      return attempts.until(now, next);
    }
  }
}
