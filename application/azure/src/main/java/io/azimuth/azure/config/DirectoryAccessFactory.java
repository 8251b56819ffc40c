package io.azimuth.azure.config;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The identity and the settings with which a mount calls Azure. */
public final class DirectoryAccessFactory {

  private static final DirectoryAccess.Retries NO_SETTINGS =
      new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO);

  private final ServerCredentials credentials;
  private final DirectoryAccess.CallLog defaultCallLog;

  /** Calls are logged at this level where a mount sets none. */
  public DirectoryAccessFactory(
      ServerCredentials credentials, DirectoryAccess.CallLog defaultCallLog) {
    this.credentials = credentials;
    this.defaultCallLog = defaultCallLog;
  }

  /**
   * The access with the identity that the settings choose, or a sentence that explains what that
   * identity lacks.
   */
  public Checked<DirectoryAccess> find(String mountUuid, AzureSettings settings) {
    return credentials
        .choose(settings.identity(), mountUuid)
        .map(
            chosen ->
                new DirectoryAccess(
                    mountUuid,
                    settings.azure().version(),
                    settings.environment(),
                    settings.tenantId(),
                    chosen.credential(),
                    settings.azure().retries(),
                    callLog(settings)));
  }

  /**
   * Like {@link #find}, for callers that cannot continue without an access.
   *
   * @throws ServiceException with {@code SERVER_CREDENTIAL_UNUSABLE} when the identity is
   *     incomplete
   */
  public DirectoryAccess of(String mountUuid, AzureSettings settings) {
    return find(mountUuid, settings)
        .fold(
            access -> access,
            problems -> {
              throw new ServiceException(
                  ErrorCode.SERVER_CREDENTIAL_UNUSABLE, String.join("; ", problems));
            });
  }

  /**
   * The access as that application with that password or certificate, independent of the identity
   * in the settings, if there are settings.
   */
  public DirectoryAccess of(
      String mountUuid,
      Optional<AzureSettings> settings,
      Application application,
      RotatedKind kind,
      SecretText value) {
    return new DirectoryAccess(
        mountUuid,
        settings.map(it -> it.azure().version()).orElse(0L),
        application.cloud(),
        application.tenant(),
        credential(application.clientId(), kind, value),
        settings.map(it -> it.azure().retries()).orElse(NO_SETTINGS),
        settings.map(this::callLog).orElse(defaultCallLog));
  }

  private static ServerCredential credential(String clientId, RotatedKind kind, SecretText value) {
    return kind == RotatedKind.CERTIFICATE
        ? new ServerCredential.ClientCertificate(clientId, value)
        : new ServerCredential.ClientSecret(clientId, value);
  }

  private DirectoryAccess.CallLog callLog(AzureSettings settings) {
    String level = settings.azure().logLevel();
    return level.isEmpty()
        ? defaultCallLog
        : DirectoryAccess.CallLog.valueOf(level.toUpperCase(Locale.ROOT));
  }
}
