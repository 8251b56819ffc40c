package io.azimuth.azure.config;

import io.azimuth.azure.port.ServerClientCertificate;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.federation.IdentityTokenRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses the identity with which the server signs in: the one that {@code auth_type} names, else
 * the first that is available. Stored credentials come before those of the environment, and the
 * managed identity of the machine comes last.
 */
public final class ServerCredentials {

  private final AzureEnvironmentVariables surroundings;
  private final Function<String, Optional<SecretText>> files;

  /** Chooses among stored credentials and those of these environment variables. */
  public ServerCredentials(AzureEnvironmentVariables surroundings) {
    this(surroundings, CertificateFile::read);
  }

  ServerCredentials(
      AzureEnvironmentVariables surroundings,
      Function<String, Optional<SecretText>> certificateFiles) {
    this.surroundings = surroundings;
    this.files = certificateFiles;
  }

  /** Whether it is a stored password or certificate that is used. */
  public static boolean isStored(IdentitySettings identity) {
    return !(identity.clientSecret().isEmpty() && identity.clientCertificate().isEmpty())
        && (identity.authType().isEmpty()
            || identity.authType().equals(CredentialKind.CLIENT_SECRET.authType()));
  }

  /**
   * The credential, or a sentence that names what is missing.
   *
   * @param identity the identity in force
   * @param mountUuid the uuid of the mount that signs in
   */
  public Checked<ChosenCredential> choose(IdentitySettings identity, String mountUuid) {
    Optional<CredentialKind> named = CredentialKind.ofAuthType(identity.authType());
    return named.isPresent() ? named(named.get(), identity, mountUuid) : first(identity, mountUuid);
  }

  /**
   * As {@link #choose}, for a reader: also the sentence that names what is wrong with the file of a
   * certificate. A login does not ask for it, so that what is cached stays in use while the file is
   * wrong. A stored certificate was checked when it was written.
   */
  public Checked<ChosenCredential> check(IdentitySettings identity, String mountUuid) {
    return choose(identity, mountUuid).fold(ServerCredentials::checked, Checked::problems);
  }

  private static Checked<ChosenCredential> checked(ChosenCredential chosen) {
    return chosen.source() == SettingSource.ENVIRONMENT
            && chosen.credential() instanceof ServerCredential.ClientCertificate certificate
        ? ServerClientCertificate.parse(certificate.pem()).map(unused -> chosen)
        : Checked.of(chosen);
  }

  private Checked<ChosenCredential> named(
      CredentialKind kind, IdentitySettings identity, String mountUuid) {
    return switch (kind) {
      case CLIENT_SECRET, CLIENT_CERTIFICATE ->
          storedApplication(identity)
              .or(() -> surroundingApplication(identity))
              .orElseGet(() -> missing(kind, "client_secret or client_certificate"));
      case PLUGIN_IDENTITY ->
          identity.tokenAudience().isEmpty()
              ? missing(kind, "identity_token_audience")
              : pluginIdentity(identity, mountUuid);
      case TOKEN_FILE ->
          tokenFile(identity)
              .orElseGet(
                  () ->
                      missing(
                          kind,
                          "the environment variable AZURE_FEDERATED_TOKEN_FILE, which AKS sets for"
                              + " pods with workload identity"));
      case MANAGED_IDENTITY -> managedIdentity(identity);
    };
  }

  private Checked<ChosenCredential> first(IdentitySettings identity, String mountUuid) {
    return storedApplication(identity)
        .or(
            () ->
                identity.tokenAudience().isEmpty()
                    ? Optional.empty()
                    : Optional.of(pluginIdentity(identity, mountUuid)))
        .or(() -> surroundingApplication(identity))
        .or(() -> tokenFile(identity))
        .orElseGet(() -> managedIdentity(identity));
  }

  private static Optional<Checked<ChosenCredential>> storedApplication(IdentitySettings identity) {
    if (!identity.clientSecret().isEmpty()) {
      return Optional.of(secret(identity, identity.clientSecret(), SettingSource.STORED));
    }
    return identity.clientCertificate().isEmpty()
        ? Optional.empty()
        : Optional.of(certificate(identity, identity.clientCertificate(), SettingSource.STORED));
  }

  private Optional<Checked<ChosenCredential>> surroundingApplication(IdentitySettings identity) {
    if (surroundings.clientSecret().isPresent()) {
      return surroundings
          .clientSecret()
          .map(secret -> secret(identity, secret, SettingSource.ENVIRONMENT));
    }
    return surroundings
        .certificatePath()
        .map(
            path ->
                files
                    .apply(path)
                    .map(pem -> certificate(identity, pem, SettingSource.ENVIRONMENT))
                    .orElseGet(
                        () ->
                            Checked.problem(
                                "the file that AZURE_CLIENT_CERTIFICATE_PATH names cannot be"
                                    + " read")));
  }

  private static Checked<ChosenCredential> secret(
      IdentitySettings identity, SecretText secret, SettingSource source) {
    return withClientId(
        identity,
        "client_secret",
        id ->
            new ChosenCredential(
                new ServerCredential.ClientSecret(id, secret),
                CredentialKind.CLIENT_SECRET,
                source));
  }

  private static Checked<ChosenCredential> certificate(
      IdentitySettings identity, SecretText pem, SettingSource source) {
    return withClientId(
        identity,
        "client_certificate",
        id ->
            new ChosenCredential(
                new ServerCredential.ClientCertificate(id, pem),
                CredentialKind.CLIENT_CERTIFICATE,
                source));
  }

  private static Checked<ChosenCredential> pluginIdentity(
      IdentitySettings identity, String mountUuid) {
    IdentityTokenRequest request =
        new IdentityTokenRequest(mountUuid, identity.tokenAudience(), identity.tokenTtl());
    return withClientId(
        identity,
        "identity_token_audience",
        id ->
            new ChosenCredential(
                new ServerCredential.PluginIdentity(id, request),
                CredentialKind.PLUGIN_IDENTITY,
                SettingSource.STORED));
  }

  private Optional<Checked<ChosenCredential>> tokenFile(IdentitySettings identity) {
    return surroundings
        .tokenFile()
        .map(
            path ->
                withClientId(
                    identity,
                    "AZURE_FEDERATED_TOKEN_FILE",
                    id ->
                        new ChosenCredential(
                            new ServerCredential.TokenFile(id, Path.of(path)),
                            CredentialKind.TOKEN_FILE,
                            SettingSource.ENVIRONMENT)));
  }

  private static Checked<ChosenCredential> managedIdentity(IdentitySettings identity) {
    Optional<String> id = Optional.of(identity.clientId()).filter(text -> !text.isEmpty());
    return Checked.of(
        new ChosenCredential(
            new ServerCredential.ManagedIdentity(id),
            CredentialKind.MANAGED_IDENTITY,
            SettingSource.DEFAULT));
  }

  private static Checked<ChosenCredential> withClientId(
      IdentitySettings identity, String what, Function<String, ChosenCredential> credential) {
    if (!identity.clientId().isEmpty()) {
      return Checked.of(credential.apply(identity.clientId()));
    }
    String asker = identity.authType().isEmpty() ? what : "auth_type " + identity.authType();
    return Checked.problem(asker + " needs client_id");
  }

  private static Checked<ChosenCredential> missing(CredentialKind kind, String what) {
    return Checked.problem("auth_type " + kind.authType() + " needs " + what);
  }
}
