package io.azimuth.azure.config;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** As whom and how a mount asks Azure, from its settings. */
public final class DirectoryAccessFactory {

  private static final DirectoryAccess.Retries NO_SETTINGS =
      new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO);

  private final ServerCredentials credentials;
  private final DirectoryAccess.CallLog defaultCallLog;

  /** Calls are logged so where a mount does not say. */
  public DirectoryAccessFactory(
      ServerCredentials credentials, DirectoryAccess.CallLog defaultCallLog) {
    this.credentials = credentials;
    this.defaultCallLog = defaultCallLog;
  }

  /** With the identity that the settings choose, or a sentence that says what that one lacks. */
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
   * The same.
   *
   * @throws ServiceException with {@code SERVER_CREDENTIAL_UNUSABLE} when it lacks something
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

  /** As that application with that password, whatever the settings say, if there are any. */
  public DirectoryAccess of(
      String mountUuid,
      Optional<AzureSettings> settings,
      Application application,
      SecretText password) {
    return new DirectoryAccess(
        mountUuid,
        settings.map(it -> it.azure().version()).orElse(0L),
        application.cloud(),
        application.tenant(),
        new ServerCredential.ClientSecret(application.clientId(), password),
        settings.map(it -> it.azure().retries()).orElse(NO_SETTINGS),
        settings.map(this::callLog).orElse(defaultCallLog));
  }

  private DirectoryAccess.CallLog callLog(AzureSettings settings) {
    String level = settings.azure().logLevel();
    return level.isEmpty()
        ? defaultCallLog
        : DirectoryAccess.CallLog.valueOf(level.toUpperCase(Locale.ROOT));
  }
}
