package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.RegisteredApplication;
import io.azimuth.domain.rotation.KnownPassword;
import java.util.List;

/** The passwords of an application in the words of the rules. */
final class KnownPasswords {

  private KnownPasswords() {}

  static List<KnownPassword> of(RegisteredApplication application) {
    return application.passwords().stream()
        .map(it -> new KnownPassword(it.keyId(), it.displayName(), it.hint(), it.expires()))
        .toList();
  }
}
