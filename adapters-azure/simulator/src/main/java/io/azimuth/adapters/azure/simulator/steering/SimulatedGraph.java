package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.fleet.SeededGrant;
import io.azimuth.adapters.azure.simulator.graph.GraphRights;
import io.azimuth.adapters.azure.simulator.state.AppCertificate;
import io.azimuth.adapters.azure.simulator.state.AppPassword;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.state.LiveApplications;
import io.azimuth.adapters.azure.simulator.state.LiveGroups;
import io.azimuth.adapters.azure.simulator.state.LivePasswords;
import io.azimuth.adapters.azure.simulator.state.PasswordPolicy;
import io.azimuth.adapters.azure.simulator.state.SecretPropagation;
import io.azimuth.domain.secret.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Steers the simulated Graph and shows what it holds. An application is named by its name in the
 * fleet, such as {@code azimuth-server}. Methods throw {@link IllegalArgumentException} when there
 * is none of that name. Thread-safe.
 */
public final class SimulatedGraph {

  private final LiveApplications apps;
  private final LivePasswords book;
  private final GraphRights rights;
  private final LiveGroups groups;
  private final Clock clock;
  private final SecureRandom random;

  public SimulatedGraph(
      LiveApplications apps,
      LivePasswords book,
      GraphRights rights,
      LiveGroups groups,
      Clock clock,
      SecureRandom random) {
    this.apps = apps;
    this.book = book;
    this.rights = rights;
    this.groups = groups;
    this.clock = clock;
    this.random = random;
  }

  /** The passwords that an application has now, the oldest first; never their texts. */
  public List<ListedPassword> passwords(String application) {
    return apps.named(application).passwords().stream().map(AppPassword::listed).toList();
  }

  /** The certificates that an application has now, the oldest first. */
  public List<ListedPassword> certificates(String application) {
    return apps.named(application).certificates().stream().map(AppCertificate::listed).toList();
  }

  /**
   * Which password of the application the text is; empty when it is none, or none any more.
   * Independent of whether the token endpoint knows it yet.
   */
  public Optional<ListedPassword> passwordOf(String application, SecretText text) {
    return apps.named(application).passwords().stream()
        .filter(it -> it.isText(text))
        .map(AppPassword::listed)
        .findFirst();
  }

  /** Adds a password as another system would, known at once, and gives its id. */
  public String addPassword(String application, String displayName, SecretText text, Instant ends) {
    Instant now = clock.instant();
    AppPassword password =
        new AppPassword(Guids.random(random), Optional.of(displayName), text, now, ends);
    apps.change(apps.named(application).objectId(), it -> it.with(password));
    return password.keyId();
  }

  /** Removes a password as another system would; whether there was one of that id. */
  public boolean removePassword(String application, String keyId) {
    return book.remove(apps.named(application).objectId(), keyId);
  }

  /** How passwords that are added from now on become known to the token endpoint. */
  public void spreadSecrets(SecretPropagation spread) {
    book.spread(spread);
  }

  /** Makes all passwords that were added so far known everywhere. */
  public void spreadNow() {
    book.spreadNow();
  }

  /** What addPassword refuses from now on. */
  public void passwordPolicy(PasswordPolicy policy) {
    book.policy(policy);
  }

  /** Gives a principal a permission; it counts at once, also for tokens that it has. */
  public void grant(String principalId, GraphPermission permission) {
    rights.set(new SeededGrant(principalId, permission), true);
  }

  /** Takes a permission from a principal, at once. */
  public void revoke(String principalId, GraphPermission permission) {
    rights.set(new SeededGrant(principalId, permission), false);
  }

  /** Makes a principal an owner of the application. */
  public void addOwner(String application, String principalId) {
    setOwner(application, Guids.require(principalId, "principal id"), true);
  }

  /** Ends a principal's ownership of the application. */
  public void removeOwner(String application, String principalId) {
    setOwner(application, principalId, false);
  }

  /** Adds a second application object for the same application id, and gives its object id. */
  public String duplicate(String application) {
    String objectId = Guids.random(random);
    apps.add(apps.named(application).duplicate(objectId));
    return objectId;
  }

  /** The id of the application's first object. */
  public String objectId(String application) {
    return apps.named(application).objectId();
  }

  /**
   * Changes what a principal is a member of, for Graph and for its next tokens.
   *
   * @param principalId the object id of an application's service principal, a managed identity or a
   *     person
   * @throws IllegalArgumentException when the fleet has no such principal
   */
  public void memberships(String principalId, DirectoryMemberships memberships) {
    groups.change(principalId, memberships);
  }

  /** As it was at the start. */
  void restore() {
    apps.restore();
    book.restore();
    rights.restore();
    groups.restore();
  }

  private void setOwner(String application, String principalId, boolean owner) {
    apps.change(apps.named(application).objectId(), it -> it.owned(principalId, owner));
  }
}
