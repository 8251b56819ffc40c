package io.azimuth.azure;

import io.azimuth.azure.status.ConfigAdviceCode;
import io.azimuth.domain.azure.role.advice.AdviceCode;
import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import java.util.List;
import java.util.stream.Stream;

public final class AzureAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public AzureAuthMethodFactory() {}

  @Override
  public String type() {
    return AzureAuthMethod.TYPE;
  }

  @Override
  public List<AdviceName> advice() {
    return Stream.<AdviceName>concat(
            Stream.of(AdviceCode.values()), Stream.of(ConfigAdviceCode.values()))
        .toList();
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    AzureAuthMethodAssembly parts = new AzureAuthMethodAssembly(context);
    return new AzureAuthMethod(
        parts.routes(),
        parts.answers(),
        parts.renewal(),
        parts.preparation(),
        parts.mountTasks(),
        parts.leftoverReport());
  }
}
