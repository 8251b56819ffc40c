package io.azimuth.azure.rotation;

import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.rotation.RotationHistory.Leftover;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.LostPasswordSearch;
import io.azimuth.domain.rotation.NewPassword;
import io.azimuth.domain.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the password of a rotation that failed: it was interrupted before the password was
 * stored, cancelled, or its password was never proved. Signs in with any credential that works.
 * Blocks.
 */
public final class RollBackStep {

  private static final Logger LOG = LoggerFactory.getLogger(RollBackStep.class);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final String INTERRUPTED =
      "interrupted before the new password was stored; nothing of it is left";
  private static final String CANCELLED = "cancelled by a change of the configuration";

  private final CleanupBackoff paces = new CleanupBackoff();
  private final RotationJournal journal;
  private final RotationPlanner plans;
  private final DirectoryAccessFactory accesses;
  private final RotationCompletion ends;

  public RollBackStep(
      RotationJournal journal,
      RotationPlanner plans,
      DirectoryAccessFactory accesses,
      RotationCompletion ends) {
    this.journal = journal;
    this.plans = plans;
    this.accesses = accesses;
    this.ends = ends;
  }

  /**
   * Abandons a rotation whose process began it and did not continue. That process may still receive
   * the password but can no longer store it; the next step removes it.
   */
  Instant interrupted(PendingRotation step) {
    var unused =
        journal.write(
            step.mountUuid(),
            Optional.of(step.rotation()),
            work ->
                journal.put(work, step.rotation().abandoned(Optional.of(INTERRUPTED), step.now())));
    return Instant.MIN;
  }

  /** Makes one attempt; returns when the next one is due. */
  Instant run(PendingRotation step) {
    Optional<CredentialRotator> rotator = plans.rotator(step.rotation().application().cloud());
    AzureAnswer<Instant> last = new AzureAnswer.Unavailable<>("the cloud is gone", Duration.ZERO);
    if (rotator.isPresent()) {
      for (DirectoryAccess access : accesses(step)) {
        last = tryWith(step, rotator.get(), access);
        if (last instanceof AzureAnswer.Done<Instant> done) {
          return done.value();
        }
      }
    }
    return failed(step, last);
  }

  // The credential in use, unless it belongs to another application now; the new one; the old one.
  private List<DirectoryAccess> accesses(PendingRotation step) {
    Rotation rotation = step.rotation();
    List<DirectoryAccess> all = new ArrayList<>();
    step.settings()
        .filter(it -> RotationCancellation.isSameApplication(it, rotation.application()))
        .flatMap(it -> accesses.find(step.mountUuid(), it).value())
        .ifPresent(all::add);
    all.add(
        accesses.of(
            step.mountUuid(), step.settings(), rotation.application(), rotation.old().value()));
    rotation
        .added()
        .map(NewPassword::value)
        .ifPresent(
            it ->
                all.add(
                    accesses.of(step.mountUuid(), step.settings(), rotation.application(), it)));
    return all.stream().distinct().toList();
  }

  // When done: the time of the next step, if there is one.
  private AzureAnswer<Instant> tryWith(
      PendingRotation step, CredentialRotator rotator, DirectoryAccess access) {
    Rotation rotation = step.rotation();
    AzureAnswer<RegisteredApplication> found =
        rotator.find(access, rotation.application().clientId(), CALL);
    if (!(found instanceof AzureAnswer.Done<RegisteredApplication> application)) {
      return other(found);
    }
    Optional<KnownPassword> lost =
        LostPasswordSearch.find(rotation, application.value().passwords());
    if (lost.isEmpty() && !LostPasswordSearch.isOver(rotation, step.now())) {
      return new AzureAnswer.Done<>(step.now().plus(LOOK_AGAIN));
    }
    if (lost.isPresent()) {
      AzureAnswer<Boolean> removed =
          rotator.remove(access, application.value().objectId(), lost.get().keyId(), CALL);
      if (!(removed instanceof AzureAnswer.Done<Boolean>)) {
        return other(removed);
      }
      LOG.info(
          "rotation: the password that nobody uses is removed, mount={}, password={}",
          step.mountUuid(),
          rotation.name());
    }
    ends.end(step, history -> history.failed(step.now(), reason(rotation)));
    return new AzureAnswer.Done<>(Instant.MIN);
  }

  private static String reason(Rotation rotation) {
    return rotation.failure().orElse(CANCELLED);
  }

  private static AzureAnswer<Instant> other(AzureAnswer<?> answer) {
    return new AzureAnswer.Unavailable<>(answer.detail(), answer.retryAfter());
  }

  private Instant failed(PendingRotation step, AzureAnswer<Instant> last) {
    Rotation rotation = step.rotation();
    String detail = last.detail();
    Duration pause = paces.afterFailure(rotation, last.retryAfter());
    if (step.isStuck() && paces.wasTriedOften(rotation)) {
      ends.end(
          step,
          history ->
              history
                  .failed(step.now(), reason(rotation))
                  .withLeftovers(List.of(leftover(rotation, detail))));
      return Instant.MIN;
    }
    LOG.warn(
        "rotation: a password that nobody uses is not removed yet, it will be tried again,"
            + " mount={}, password={}: {}",
        step.mountUuid(),
        rotation.name(),
        detail);
    return step.now().plus(pause);
  }

  private static Leftover leftover(Rotation rotation, String detail) {
    return new Leftover(
        rotation.application().clientId(),
        rotation.added().map(NewPassword::keyId).orElse(""),
        rotation.name(),
        rotation.added().map(NewPassword::expires),
        "a password that nobody uses could not be removed: " + detail);
  }
}
