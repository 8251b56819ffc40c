package io.azimuth.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rotation that is running, as the journal stores it.
 *
 * @param name unique; the display name of the credential that it adds, which finds one whose text
 *     or private key was lost
 * @param state the state that it is in
 * @param since when it entered that state
 * @param application the application whose password or certificate is rotated
 * @param old the password or certificate that is being replaced
 * @param added the new one, once it is known; of the same kind
 * @param objectId of the application in Graph, once it is known
 * @param requester the hash of the token that asked for it; empty when a schedule did
 * @param failure the reason why it is abandoned; empty when it is not abandoned, or when an
 *     operator cancelled it
 */
public record Rotation(
    String name,
    RotationState state,
    Instant since,
    Application application,
    OldPassword old,
    Optional<NewPassword> added,
    Optional<String> objectId,
    Optional<String> requester,
    Optional<String> failure) {

  /** How long after the call, or after the cancellation, the password may still appear. */
  public static final Duration LATE = Duration.ofMinutes(1);

  public Rotation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(old, "old");
    Objects.requireNonNull(added, "added");
    Objects.requireNonNull(objectId, "objectId");
    Objects.requireNonNull(requester, "requester");
    Objects.requireNonNull(failure, "failure");
    boolean known = state == RotationState.PROVING || state == RotationState.CLEANING;
    if (known && (added.isEmpty() || objectId.isEmpty())) {
      throw new IllegalArgumentException("a password that is used or tried is known");
    }
  }

  /** A rotation that is about to add a password. */
  public static Rotation intended(
      String name,
      Instant now,
      Application application,
      OldPassword old,
      Optional<String> requester) {
    return new Rotation(
        name,
        RotationState.INTENDED,
        now,
        application,
        old,
        Optional.empty(),
        Optional.empty(),
        requester,
        Optional.empty());
  }

  /** This rotation with the password that was added, to be tried now. */
  public Rotation added(NewPassword password, String applicationObjectId, Instant now) {
    require(RotationState.INTENDED);
    return new Rotation(
        name,
        RotationState.PROVING,
        now,
        application,
        old,
        Optional.of(password),
        Optional.of(applicationObjectId),
        requester,
        Optional.empty());
  }

  /** This rotation after the new password has replaced the old one. */
  public Rotation switched(Instant now) {
    require(RotationState.PROVING);
    return in(RotationState.CLEANING, now, Optional.empty());
  }

  /** This rotation, abandoned: its password is to be removed. */
  public Rotation abandoned(Optional<String> why, Instant now) {
    if (state == RotationState.CLEANING || state == RotationState.ABANDONING) {
      throw new IllegalStateException("nothing to abandon while " + state);
    }
    return in(RotationState.ABANDONING, now, why);
  }

  /** What is rotated. */
  public RotatedKind kind() {
    return old.kind();
  }

  /** The password that was added. */
  public NewPassword addedOrThrow() {
    return added.orElseThrow(() -> new IllegalStateException("no password was added yet"));
  }

  /**
   * The password that this rotation added, among all of the application: by its key id, or by its
   * name when the key id was never received. The directory may show the subject of a certificate in
   * place of its name.
   */
  public Optional<KnownPassword> addedAmong(List<KnownPassword> known) {
    return known.stream()
        .filter(
            it ->
                it.displayName().equals(name)
                    || it.displayName().equals(subject())
                    || added.filter(own -> own.keyId().equals(it.keyId())).isPresent())
        .findFirst();
  }

  /**
   * Whether a password that is absent now will not appear any more. The directory is replicated,
   * and a call may take effect late.
   *
   * @param searched when this process began to search; the clocks of two servers differ
   */
  public static boolean isSearchOver(Instant searched, Instant now) {
    return !now.isBefore(searched.plus(LATE));
  }

  /** The subject of a certificate that this rotation makes. */
  public String subject() {
    return "CN=" + name;
  }

  private Rotation in(RotationState other, Instant now, Optional<String> why) {
    return new Rotation(name, other, now, application, old, added, objectId, requester, why);
  }

  private void require(RotationState expected) {
    if (state != expected) {
      throw new IllegalStateException("not " + expected + " but " + state);
    }
  }
}
