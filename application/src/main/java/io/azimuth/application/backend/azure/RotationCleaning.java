package io.azimuth.application.backend.azure;

import io.azimuth.application.backend.azure.RotationHistory.Leftover;
import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.CredentialRotator;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.RegisteredApplication;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.rotation.OldPasswordRule;
import io.azimuth.domain.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the password that was replaced, as far as it is ours to remove. Blocks. */
final class RotationCleaning {

  private static final Logger LOG = LoggerFactory.getLogger(RotationCleaning.class);
  private static final Duration CALL = Duration.ofSeconds(20);

  private final RotationPaces paces = new RotationPaces();
  private final RotationPlans plans;
  private final AzureAccesses accesses;
  private final RotationEnds ends;
  private final ClientSharing sharing;

  RotationCleaning(
      RotationPlans plans, AzureAccesses accesses, RotationEnds ends, ClientSharing sharing) {
    this.plans = plans;
    this.accesses = accesses;
    this.ends = ends;
    this.sharing = sharing;
  }

  /** One try; when the next one is due. */
  Instant run(RotationStep step) {
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
      RotationStep step,
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
                .left(leftovers(rotation, verdict)));
    return Instant.MIN;
  }

  // What is not left in Azure does not work any more, whoever removed it.
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

  private Instant failed(RotationStep step, AzureAnswer<?> answer) {
    Rotation rotation = step.rotation();
    String detail = answer.detail();
    Duration pause = paces.afterFailure(rotation, answer.retryAfter());
    if (step.isStuck() && paces.wasTriedOften(rotation)) {
      ends.end(step, history -> history.left(List.of(stuck(rotation, detail))));
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
