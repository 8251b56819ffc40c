package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.bootstrap.client.Loopback;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.nio.file.Path;

/**
 * Fetches tokens from the agent of a machine connected by Arc. The agent asks for the content of a
 * local file as proof.
 */
public final class ArcSource implements AzureTokenSource {

  private static final String VERSION = "2020-06-01";

  private final Environment environment;
  private final MetadataService service;
  private final ArcKeyFile keys;

  /**
   * Creates a source that uses the agent named in this environment, with its key files in this
   * directory.
   */
  public ArcSource(Environment environment, Path keyDirectory, Sleeper pause) {
    this.environment = environment;
    this.service = new MetadataService(pause);
    this.keys = new ArcKeyFile(keyDirectory);
  }

  @Override
  public AzureToken fetch(AzureTokenRequest order) {
    WorkloadVariables variables = new WorkloadVariables(environment, "an Arc machine");
    URI tokens = local(variables, "IDENTITY_ENDPOINT");
    URI agent = local(variables, "IMDS_ENDPOINT");
    HttpExchange.Answer challenge = service.ask(question(tokens, order));
    if (challenge.status() != 401) {
      throw new ClientException(
          "the Arc agent answered %d instead of its challenge".formatted(challenge.status()));
    }
    SecretText key = keys.read(challenge.headers().firstValue("WWW-Authenticate").orElse(""));
    HttpExchange.Answer answer =
        service.ask(question(tokens, order).header("Authorization", "Basic " + key.expose()));
    SecretText jwt = TokenAnswer.read(answer, "the Arc agent");
    URI instance = URI.create(agent.toString().replaceAll("/+$", "") + "/metadata/instance");
    return new InstanceDocumentReader(service, instance, VERSION)
        .withNames(jwt, InstanceNames::ofResource);
  }

  private static MetadataService.Question question(URI tokens, AzureTokenRequest order) {
    MetadataService.Question question =
        new MetadataService.Question(tokens)
            .query("api-version", VERSION)
            .query("resource", order.resource())
            .header("Metadata", "true");
    IdentityParameters.METADATA.add(order.identity(), question);
    return question;
  }

  // This request sends the content of a local file.
  private static URI local(WorkloadVariables variables, String name) {
    URI uri = variables.requireUri(name);
    if (!Loopback.names(uri.getHost())) {
      throw new ClientException(name + " is not on this machine, where the Arc agent is");
    }
    return uri;
  }
}
