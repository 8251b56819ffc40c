package io.azimuth.azure.rotation;

import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.rotation.RotationHistory.Leftover;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.OldPasswordRule;
import io.azimuth.domain.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the password that was replaced, if a rotation added it. Blocks. */
public final class RemoveOldSecretStep {

  private static final Logger LOG = LoggerFactory.getLogger(RemoveOldSecretStep.class);
  private static final Duration CALL = Duration.ofSeconds(20);

  private final CleanupBackoff paces = new CleanupBackoff();
  private final RotationPlanner plans;
  private final DirectoryAccessFactory accesses;
  private final RotationCompletion ends;
  private final SharedClientCheck sharing;

  public RemoveOldSecretStep(
      RotationPlanner plans,
      DirectoryAccessFactory accesses,
      RotationCompletion ends,
      SharedClientCheck sharing) {
    this.plans = plans;
    this.accesses = accesses;
    this.ends = ends;
    this.sharing = sharing;
  }

  /** Makes one attempt; returns when the next one is due. */
  Instant run(PendingRotation step) {
    Rotation rotation = step.rotation();
    Optional<CredentialRotator> rotator = plans.rotator(rotation.application().cloud());
    if (rotator.isEmpty()) {
      return failed(step, new AzureAnswer.Unavailable<>("the cloud is gone", Duration.ZERO));
    }
    DirectoryAccess access =
        accesses.of(
            step.mountUuid(),
            step.settings(),
            rotation.application(),
            rotation.addedOrThrow().value());
    AzureAnswer<RegisteredApplication> found =
        rotator.get().find(access, rotation.application().clientId(), CALL);
    return found instanceof AzureAnswer.Done<RegisteredApplication> application
        ? remove(step, rotator.get(), access, application.value())
        : failed(step, found);
  }

  private Instant remove(
      PendingRotation step,
      CredentialRotator rotator,
      DirectoryAccess access,
      RegisteredApplication application) {
    Rotation rotation = step.rotation();
    List<KnownPassword> known = application.passwords();
    OldPasswordRule.Verdict verdict =
        OldPasswordRule.decide(
            rotation, known, sharing.isShared(step.mountUuid(), rotation.application()));
    if (verdict.remove().isPresent()) {
      String keyId = verdict.remove().get();
      AzureAnswer<Boolean> removed = rotator.remove(access, application.objectId(), keyId, CALL);
      if (!(removed instanceof AzureAnswer.Done<Boolean>)) {
        return failed(step, removed);
      }
      LOG.info(
          "rotation: the old password is removed, mount={}, key_id={}", step.mountUuid(), keyId);
    }
    ends.end(
        step,
        history ->
            withGone(history, rotation, verdict)
                .without(
                    rotation.application().clientId(),
                    known.stream().map(KnownPassword::keyId).toList())
                .withLeftovers(leftovers(rotation, verdict)));
    return Instant.MIN;
  }

  // A password that is not left in Azure does not work any more, independent of who removed it.
  private static RotationHistory withGone(
      RotationHistory history, Rotation rotation, OldPasswordRule.Verdict verdict) {
    return verdict.leave().isEmpty()
        ? history.withGone(
            SecretFingerprint.of(rotation.application().clientId(), rotation.old().value()))
        : history;
  }

  private static List<Leftover> leftovers(Rotation rotation, OldPasswordRule.Verdict verdict) {
    return verdict.leave().stream()
        .map(
            it ->
                new Leftover(
                    rotation.application().clientId(),
                    it.keyId(),
                    it.displayName(),
                    it.expires(),
                    verdict.why()))
        .toList();
  }

  private Instant failed(PendingRotation step, AzureAnswer<?> answer) {
    Rotation rotation = step.rotation();
    String detail = answer.detail();
    Duration pause = paces.afterFailure(rotation, answer.retryAfter());
    if (step.isStuck() && paces.wasTriedOften(rotation)) {
      ends.end(step, history -> history.withLeftovers(List.of(stuck(rotation, detail))));
      return Instant.MIN;
    }
    LOG.warn(
        "rotation: the old password is not removed yet, it will be tried again, mount={}: {}",
        step.mountUuid(),
        detail);
    return step.now().plus(pause);
  }

  private static Leftover stuck(Rotation rotation, String detail) {
    return new Leftover(
        rotation.application().clientId(),
        rotation.old().ownKeyId().orElse(""),
        "",
        Optional.empty(),
        "the replaced password could not be removed: " + detail);
  }
}
