package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.IdentitySettings;
import io.azimuth.azure.rotation.RotationHistory.Leftover;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what a change of the configuration does to a running rotation of the mount. */
public final class RotationCancellation {

  private final RotationJournal journal;

  public RotationCancellation(RotationJournal journal) {
    this.journal = journal;
  }

  /**
   * Stages the end of a rotation that does not fit the new settings, and records a password of a
   * rotation that an operator replaced.
   *
   * @param before the settings before the change
   * @param after the new settings; empty when they are deleted
   * @param credentialSent whether the operator sent a client secret or certificate, the same or
   *     another one
   * @throws RefusedException when they set a secret again that was or is being removed
   */
  public void changed(
      MountTransaction work,
      Optional<AzureSettings> before,
      Optional<AzureSettings> after,
      boolean credentialSent,
      Instant now) {
    Optional<Rotation> pending = journal.find(work);
    refuseReplaced(pending, after);
    if (credentialSent) {
      refuseGone(journal.history(work), after);
    }
    pending
        .filter(it -> isCancelled(it, after, credentialSent))
        .ifPresent(it -> journal.put(work, it.abandoned(Optional.empty(), now)));
    before
        .filter(it -> after.flatMap(next -> next.identity().own()).isEmpty())
        .flatMap(
            it ->
                Leftover.inUse(
                    it.identity(),
                    "an operator replaced the "
                        + it.identity().rotatedKind().noun()
                        + " that a rotation had made"))
        .ifPresent(it -> journal.put(work, journal.history(work).withLeftovers(List.of(it))));
  }

  // The call that removes the secret may already be running.
  private static void refuseReplaced(Optional<Rotation> pending, Optional<AzureSettings> after) {
    Optional<Rotation> brought =
        pending
            .filter(it -> it.state() == RotationState.CLEANING)
            .filter(it -> after.filter(next -> isReplaced(it, next.identity())).isPresent());
    if (brought.isPresent()) {
      throw new RefusedException(
          ErrorCategory.CONFLICT,
          "a rotation has replaced this %1$s and is removing it from Azure: another one is in use; leave %1$s out, or send a new one"
              .formatted(parameter(brought.get().kind())));
    }
  }

  // A tool that writes the whole configuration again would otherwise set a removed secret, and the
  // mount could not sign in any more.
  private static void refuseGone(RotationHistory history, Optional<AzureSettings> after) {
    Optional<IdentitySettings> gone =
        after
            .map(AzureSettings::identity)
            .filter(it -> !it.replaceable().value().isEmpty())
            .filter(it -> history.isGone(it.clientId(), it.replaceable()));
    if (gone.isPresent()) {
      throw RefusedException.invalid(
          "a rotation has replaced this %1$s and Azure does not accept it any more: leave %1$s out, or send a new one"
              .formatted(parameter(gone.get().rotatedKind())));
    }
  }

  private static String parameter(RotatedKind kind) {
    return kind == RotatedKind.CERTIFICATE ? "client_certificate" : "client_secret";
  }

  private static boolean isReplaced(Rotation rotation, IdentitySettings identity) {
    return AsciiCase.equal(identity.clientId(), rotation.application().clientId())
        && identity.rotatedKind() == rotation.kind()
        && identity.replaceable().mark().equals(rotation.old().mark());
  }

  private static boolean isCancelled(
      Rotation rotation, Optional<AzureSettings> after, boolean credentialSent) {
    boolean pending =
        rotation.state() == RotationState.INTENDED || rotation.state() == RotationState.PROVING;
    return pending
        && (credentialSent
            || after
                .filter(AzureSettings::hasRotatableCredential)
                .filter(it -> it.application().isSameAs(rotation.application()))
                .isEmpty());
  }
}
