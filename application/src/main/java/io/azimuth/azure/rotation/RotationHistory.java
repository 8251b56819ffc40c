package io.azimuth.azure.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of the rotations of a mount so far.
 *
 * @param last when a new password last took over
 * @param lastFailure of a rotation that led to nothing
 * @param leftovers passwords that stayed in Azure and should be removed by somebody
 * @param gone fingerprints of passwords that were replaced and are no longer in Azure
 */
public record RotationHistory(
    Optional<Instant> last,
    Optional<Failure> lastFailure,
    List<Leftover> leftovers,
    List<String> gone) {

  /** What is remembered of leftovers; the oldest go first. */
  static final int MAX_LEFTOVERS = 50;

  /** How many replaced passwords are known again; the oldest go first. */
  static final int MAX_GONE = 50;

  static final RotationHistory NONE =
      new RotationHistory(Optional.empty(), Optional.empty(), List.of(), List.of());

  public RotationHistory {
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(lastFailure, "lastFailure");
    leftovers =
        List.copyOf(
            leftovers.subList(Math.max(0, leftovers.size() - MAX_LEFTOVERS), leftovers.size()));
    gone = List.copyOf(gone.subList(Math.max(0, gone.size() - MAX_GONE), gone.size()));
  }

  RotationHistory succeeded(Instant now) {
    return new RotationHistory(Optional.of(now), lastFailure, leftovers, gone);
  }

  public RotationHistory failed(Instant now, String reason) {
    return new RotationHistory(last, Optional.of(new Failure(now, reason)), leftovers, gone);
  }

  /** With more leftovers; one of the same key takes the place of what was known of it. */
  RotationHistory withLeftovers(List<Leftover> more) {
    List<Leftover> all = new ArrayList<>(leftovers);
    all.removeIf(it -> more.stream().anyMatch(it::isSameAs));
    all.addAll(more);
    return new RotationHistory(last, lastFailure, all, gone);
  }

  /** Without those of the application whose keys are not among the ones that it has. */
  RotationHistory without(String clientId, List<String> present) {
    return new RotationHistory(
        last,
        lastFailure,
        leftovers.stream()
            .filter(it -> !it.clientId().equals(clientId) || it.isIn(present))
            .toList(),
        gone);
  }

  /** With a password that was replaced and is no longer in Azure. */
  RotationHistory withGone(String fingerprint) {
    List<String> all = new ArrayList<>(gone);
    all.remove(fingerprint);
    all.add(fingerprint);
    return new RotationHistory(last, lastFailure, leftovers, all);
  }

  /** Why a rotation led to nothing. */
  public record Failure(Instant at, String reason) {

    public Failure {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * A password that is not ours to remove, or that could not be removed.
   *
   * @param clientId of the application
   * @param keyId of the password; empty when it was never learnt
   * @param displayName of the password
   * @param expires when it ends to work by itself
   * @param reason why it is there
   */
  public record Leftover(
      String clientId, String keyId, String displayName, Optional<Instant> expires, String reason) {

    public Leftover {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(keyId, "keyId");
      Objects.requireNonNull(displayName, "displayName");
      Objects.requireNonNull(expires, "expires");
      Objects.requireNonNull(reason, "reason");
    }

    /** What an operator can do about it. */
    public String command() {
      return keyId.isEmpty()
          ? "az ad app credential list --id " + clientId
          : "az ad app credential delete --id " + clientId + " --key-id " + keyId;
    }

    private boolean isSameAs(Leftover other) {
      return clientId.equals(other.clientId)
          && keyId.equals(other.keyId)
          && displayName.equals(other.displayName);
    }

    private boolean isIn(List<String> keyIds) {
      return keyId.isEmpty() || keyIds.contains(keyId);
    }
  }
}
