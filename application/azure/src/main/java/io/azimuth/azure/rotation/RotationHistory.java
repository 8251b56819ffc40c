package io.azimuth.azure.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of earlier rotations of a mount.
 *
 * @param last when a new password last came into use
 * @param lastFailure the last rotation that failed
 * @param leftovers passwords that stayed in Azure and that an operator should remove
 * @param gone fingerprints of passwords that were replaced and are no longer in Azure
 */
public record RotationHistory(
    Optional<Instant> last,
    Optional<Failure> lastFailure,
    List<Leftover> leftovers,
    List<String> gone) {

  /** The most leftovers that are stored; the oldest are dropped first. */
  static final int MAX_LEFTOVERS = 50;

  /** The most fingerprints of replaced passwords that are stored; the oldest are dropped first. */
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

  /** This history with more leftovers; one with the same key replaces the earlier one. */
  RotationHistory withLeftovers(List<Leftover> more) {
    List<Leftover> all = new ArrayList<>(leftovers);
    all.removeIf(it -> more.stream().anyMatch(it::isSameAs));
    all.addAll(more);
    return new RotationHistory(last, lastFailure, all, gone);
  }

  /** This history without the leftovers of the application whose keys it no longer has. */
  RotationHistory without(String clientId, List<String> present) {
    return new RotationHistory(
        last,
        lastFailure,
        leftovers.stream()
            .filter(it -> !it.clientId().equals(clientId) || it.isIn(present))
            .toList(),
        gone);
  }

  /**
   * This history with the fingerprint of a password that was replaced and is no longer in Azure.
   */
  RotationHistory withGone(String fingerprint) {
    List<String> all = new ArrayList<>(gone);
    all.remove(fingerprint);
    all.add(fingerprint);
    return new RotationHistory(last, lastFailure, leftovers, all);
  }

  public record Failure(Instant at, String reason) {

    public Failure {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * A password that a rotation may not remove, or that it could not remove.
   *
   * @param clientId of the application
   * @param keyId of the password; empty when it was never received
   * @param displayName of the password
   * @param expires when it expires
   * @param reason the reason why it was left
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

    /** The command with which an operator can remove it. */
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
