package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.fleet.RandomText;
import io.azimuth.adapters.azure.simulator.fleet.SeededPassword;
import io.azimuth.domain.secret.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Adds and removes passwords and certificates of applications. */
public final class LivePasswords {

  /** The characters behind the hint in Azure's client secrets. */
  private static final String MARK = "8Q~";

  private final LiveApplications apps;
  private final Clock clock;
  private final SecureRandom random;
  private volatile SecretPropagation spread = SecretPropagation.AT_ONCE;
  private volatile PasswordPolicy policy = PasswordPolicy.NONE;

  public LivePasswords(LiveApplications apps, Clock clock, SecureRandom random) {
    this.apps = apps;
    this.clock = clock;
    this.random = random;
  }

  /** A fresh one, in the form of Azure's; no application has it yet. */
  public AppPassword generate(Optional<String> displayName, Instant starts, Instant ends) {
    String noise = RandomText.base64Url(random, 28);
    String text =
        noise.substring(0, SeededPassword.HINT) + MARK + noise.substring(SeededPassword.HINT);
    return new AppPassword(Guids.random(random), displayName, SecretText.of(text), starts, ends);
  }

  /** Adds it to an application; it becomes known to the token endpoint as steering says. */
  public void add(String objectId, AppPassword password) {
    password.propagation(spread, clock.instant());
    apps.change(objectId, it -> it.with(password));
  }

  /** Removes it, also from the token endpoint; whether the application had it. */
  public boolean remove(String objectId, String keyId) {
    Optional<AppPassword> password = apps.ofObject(objectId).flatMap(it -> it.password(keyId));
    password.ifPresent(gone -> apps.change(objectId, it -> it.without(gone)));
    return password.isPresent();
  }

  /** Adds it to an application; it becomes known to the token endpoint as steering says. */
  public void add(String objectId, AppCertificate certificate) {
    certificate.propagation(spread, clock.instant());
    apps.change(objectId, it -> it.with(certificate));
  }

  /** Removes it, also from the token endpoint; whether the application had it. */
  public boolean removeCertificate(String objectId, String keyId) {
    Optional<AppCertificate> certificate =
        apps.ofObject(objectId).flatMap(it -> it.certificate(keyId));
    certificate.ifPresent(gone -> apps.change(objectId, it -> it.without(gone)));
    return certificate.isPresent();
  }

  public PasswordPolicy policy() {
    return policy;
  }

  public void policy(PasswordPolicy other) {
    policy = other;
  }

  /** How those will spread that are added from now on. */
  public void spread(SecretPropagation other) {
    spread = other;
  }

  /** Makes all known everywhere. */
  public void spreadNow() {
    Instant now = clock.instant();
    apps.all()
        .forEach(
            app -> {
              app.passwords().forEach(it -> it.propagation(SecretPropagation.AT_ONCE, now));
              app.certificates().forEach(it -> it.propagation(SecretPropagation.AT_ONCE, now));
            });
  }

  /** Passwords spread at once, and no policy restricts them. */
  public void restore() {
    spread = SecretPropagation.AT_ONCE;
    policy = PasswordPolicy.NONE;
  }
}
