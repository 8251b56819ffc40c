package io.azimuth.azure.config;

import io.azimuth.azure.port.ServerCredential;

/**
 * The credential with which the server signs in, and the source that chose it.
 *
 * @param source the source of the credential: the configuration, the environment, or neither
 */
public record ChosenCredential(
    ServerCredential credential, CredentialKind kind, SettingSource source) {}
