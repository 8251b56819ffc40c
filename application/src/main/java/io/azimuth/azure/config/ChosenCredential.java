package io.azimuth.azure.config;

import io.azimuth.azure.port.ServerCredential;
import java.util.Objects;

/**
 * What the server signs in with, and why that.
 *
 * @param credential itself
 * @param kind of it
 * @param source of what proves it: the configuration, the environment, or neither
 */
public record ChosenCredential(
    ServerCredential credential, CredentialKind kind, SettingSource source) {

  public ChosenCredential {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(source, "source");
  }
}
