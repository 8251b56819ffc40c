package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.ServerCredential;
import java.util.Objects;

/**
 * What the server signs in with, and why that.
 *
 * @param credential itself
 * @param kind of it
 * @param source of what proves it: the configuration, the environment, or neither
 */
record ChosenCredential(ServerCredential credential, CredentialKind kind, SettingSource source) {

  ChosenCredential {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(source, "source");
  }
}
