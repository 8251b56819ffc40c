package io.azimuth.azure.config;

import io.azimuth.domain.secret.SecretText;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment variables of the process that apply where the configuration of a mount sets
 * nothing; an empty variable counts as absent.
 *
 * @param tenantId {@code AZURE_TENANT_ID}
 * @param resource {@code AZURE_AD_RESOURCE}
 * @param environment {@code AZURE_ENVIRONMENT}
 * @param clientId {@code AZURE_CLIENT_ID}
 * @param clientSecret {@code AZURE_CLIENT_SECRET}
 * @param certificatePath {@code AZURE_CLIENT_CERTIFICATE_PATH}
 * @param tokenFile {@code AZURE_FEDERATED_TOKEN_FILE}
 */
public record AzureEnvironmentVariables(
    Optional<String> tenantId,
    Optional<String> resource,
    Optional<String> environment,
    Optional<String> clientId,
    Optional<SecretText> clientSecret,
    Optional<String> certificatePath,
    Optional<String> tokenFile) {

  public static final AzureEnvironmentVariables NONE = of(name -> Optional.empty());

  public static AzureEnvironmentVariables of(Function<String, Optional<String>> variables) {
    Function<String, Optional<String>> said =
        name -> variables.apply(name).filter(text -> !text.isEmpty());
    return new AzureEnvironmentVariables(
        said.apply("AZURE_TENANT_ID"),
        said.apply("AZURE_AD_RESOURCE"),
        said.apply("AZURE_ENVIRONMENT"),
        said.apply("AZURE_CLIENT_ID"),
        said.apply("AZURE_CLIENT_SECRET").map(SecretText::of),
        said.apply("AZURE_CLIENT_CERTIFICATE_PATH"),
        said.apply("AZURE_FEDERATED_TOKEN_FILE"));
  }
}
